import { Page } from '../../shell/page.tsx'

export function ResumesPage() {
  return <Page title="Résumés">…</Page>
}
