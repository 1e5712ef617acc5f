import { Link } from 'react-router'
import { counted } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { Card } from '../../ui/card.tsx'
import '../../ui/notice.css'
import type { Overview } from '../../../src/domains/operations/schema.ts'
import { useOverview } from './console-live.tsx'
import { OverviewCharts } from './overview-charts.tsx'
import { OverviewLane } from './overview-lane.tsx'
import './overview.css'
import { troublesOf } from './overview-troubles.ts'

/** How the engine stands: what is wrong first, then each lane, then the last hours. */
export function OverviewPage() {
  const overview = useOverview()
  return (
    <Page title="Operations" tabTitle="Operations: overview">
      <Loaded query={overview} lines={10}>
        {(data) => (
          <>
            <Troubles overview={data} />
            <Card title="Lanes">
              <ul className="plain-list lane-list" aria-label="Lanes">
                {data.lanes.map((lane) => (
                  <li key={lane.lane}>
                    <OverviewLane lane={lane} />
                  </li>
                ))}
              </ul>
            </Card>
            <OverviewCharts lanes={data.lanes.map(({ lane }) => lane)} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Troubles({ overview }: { overview: Overview }) {
  const troubles = troublesOf(overview)
  const { alive } = overview.workers
  if (troubles.length === 0) {
    return (
      <p className="all-well">
        Nothing needs you: {counted(alive, 'worker')} alive, no lane paused, no failed job left.
      </p>
    )
  }
  return (
    // No alerts: their figures change every second.
    <ul className="plain-list troubles" aria-label="What needs you">
      {troubles.map(({ key, tone, words, to, linkWords }) => (
        <li key={key} className={`notice ${tone} row spread`}>
          <span>{words}</span>
          <Link to={to}>{linkWords}</Link>
        </li>
      ))}
    </ul>
  )
}
