import { Page } from '../../shell/page.tsx'

export function PrintDraftPage() {
  return <Page title="Draft">…</Page>
}
