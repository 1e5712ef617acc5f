import { Page } from '../../shell/page.tsx'

export function HoldsPage() {
  return <Page title="Pauses">{null}</Page>
}
