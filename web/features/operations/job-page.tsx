import { Page } from '../../shell/page.tsx'

export function JobPage() {
  return <Page title="Job">{null}</Page>
}
