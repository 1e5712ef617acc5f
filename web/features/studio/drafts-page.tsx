import { Page } from '../../shell/page.tsx'

export function DraftsPage() {
  return <Page title="Drafts">…</Page>
}
