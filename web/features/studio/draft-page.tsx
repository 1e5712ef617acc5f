import { Page } from '../../shell/page.tsx'

export function DraftPage() {
  return <Page title="Draft">…</Page>
}
