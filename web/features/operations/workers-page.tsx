import { Page } from '../../shell/page.tsx'

export function WorkersPage() {
  return <Page title="Workers">{null}</Page>
}
