import { Page } from '../../shell/page.tsx'

export function SchedulesPage() {
  return <Page title="Schedules">{null}</Page>
}
