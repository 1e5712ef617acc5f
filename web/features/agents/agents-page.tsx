import { Page } from '../../shell/page.tsx'

export function AgentsPage() {
  return <Page title="Agents">…</Page>
}
