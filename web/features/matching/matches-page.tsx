import { Page } from '../../shell/page.tsx'

export function MatchesPage() {
  return <Page title="Matches">…</Page>
}
