import { Page } from '../../shell/page.tsx'

export function FailuresPage() {
  return <Page title="Failures">{null}</Page>
}
