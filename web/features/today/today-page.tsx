import { useState } from 'react'
import { weekdayAndDate } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { LiveFeed } from '../agents/live-feed.tsx'
import { PausedNotice } from '../agents/pause-control.tsx'
import { FirstSteps } from './first-steps.tsx'
import { NewMatches, RunningNow, SavedApplications, WaitingDrafts } from './today-cards.tsx'
import './today.css'

/** What needs the person, what is new, and what happens at this moment. */
export function TodayPage() {
  const [today] = useState(() => weekdayAndDate(new Date()))
  // The first résumé of the sample must not sweep away what leads on to its matches.
  const [trying, setTrying] = useState(false)
  const resumes = trpc.resumes.list.useQuery({})
  return (
    <Page title="Today" intro={today}>
      <PausedNotice />
      <div className="columns wide-left">
        <div className="stack">
          <Loaded query={resumes} lines={6}>
            {({ items }) =>
              items.some(({ state }) => state === 'ready') && !trying ? (
                <Work />
              ) : (
                <FirstSteps onTrySamples={() => setTrying(true)} />
              )
            }
          </Loaded>
        </div>
        <div className="stack">
          <RunningNow />
          <LiveFeed />
        </div>
      </div>
    </Page>
  )
}

function Work() {
  return (
    <>
      <WaitingDrafts />
      <NewMatches />
      <SavedApplications />
    </>
  )
}
