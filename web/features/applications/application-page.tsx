import { Page } from '../../shell/page.tsx'

export function ApplicationPage() {
  return <Page title="Application">…</Page>
}
