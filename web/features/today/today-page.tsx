import { Page } from '../../shell/page.tsx'

export function TodayPage() {
  return <Page title="Today">…</Page>
}
