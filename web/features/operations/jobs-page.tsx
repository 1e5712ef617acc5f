import { Page } from '../../shell/page.tsx'

export function JobsPage() {
  return <Page title="Jobs">{null}</Page>
}
