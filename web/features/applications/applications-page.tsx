import { Page } from '../../shell/page.tsx'

export function ApplicationsPage() {
  return <Page title="Applications">…</Page>
}
