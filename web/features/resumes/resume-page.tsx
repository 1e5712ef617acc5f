import { Page } from '../../shell/page.tsx'

export function ResumePage() {
  return <Page title="Résumé">…</Page>
}
