import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { dateAndTime } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Tag } from '../../ui/notice.tsx'
import { useOnTick } from './console-live.tsx'
import { Fact, Facts } from './facts.tsx'
import { JobStateTag } from './job-state-tag.tsx'
import { ScheduleDialog, type ScheduleAction } from './schedules-dialog.tsx'
import { RelativeTime } from './time-parts.tsx'
import { useThingKeys } from './use-thing-keys.ts'

export type Schedule = Outputs['schedules']['list']['schedules'][number]

const missedWords: Record<Schedule['missed'], string> = {
  skip: 'Are skipped',
  once: 'One run makes up for all',
  all: 'Each is made up for, up to a hundred',
}

/** What runs by itself: when, how it went, and what comes next. */
export function SchedulesPage() {
  const query = trpc.schedules.list.useQuery()
  const [asked, setAsked] = useState<{ action: ScheduleAction; schedule: Schedule } | null>(null)
  useOnTick(() => void query.refetch({ cancelRefetch: false }), 5_000)
  useThingKeys('schedule')
  return (
    <Page title="Schedules" intro="What runs by itself. Times are in your time zone.">
      <Loaded query={query} lines={8}>
        {({ schedules }) =>
          schedules.length === 0 ? (
            <EmptyState title="Nothing runs by itself yet">
              The system’s own schedules appear once a worker has started.
            </EmptyState>
          ) : (
            <Card>
              <ul className="plain-list things" aria-label="Schedules">
                {schedules.map((schedule) => (
                  <li key={schedule.id}>
                    <SchedulePart schedule={schedule} ask={(action) => setAsked({ action, schedule })} />
                  </li>
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
      {asked && <ScheduleDialog {...asked} onClose={() => setAsked(null)} />}
    </Page>
  )
}

interface SchedulePartProps {
  schedule: Schedule
  ask: (action: ScheduleAction) => void
}

function SchedulePart({ schedule, ask }: SchedulePartProps) {
  const { id, name, person, task, cron, words, timeZone, missed, pausedAt, nextRuns } = schedule
  const [next] = nextRuns
  return (
    <>
      <div className="thing-head">
        <h2>{name}</h2>
        {pausedAt !== null && (
          <>
            <Tag tone="fair">Paused</Tag>
            <span className="quiet small">
              <RelativeTime at={pausedAt} />
            </span>
          </>
        )}
        {person && <span className="quiet small">of {person.email}</span>}
        <ScheduleButtons name={name} isPaused={pausedAt !== null} ask={ask} />
      </div>
      <Facts>
        <Fact name="When">
          {words ?? ''} <code>{cron}</code> <span className="quiet">{timeZone}</span>
        </Fact>
        <Fact name="Task">
          <Link to={paths.jobs({ schedule: id })}>{task}</Link>
        </Fact>
        <Fact name="Next run">
          {next === undefined ? (
            <span className="quiet">{pausedAt === null ? 'None is known' : 'None while paused'}</span>
          ) : (
            <RelativeTime at={next} />
          )}
        </Fact>
        <Fact name="Last run">
          <LastRun schedule={schedule} />
        </Fact>
        <Fact name="Missed runs">{missedWords[missed]}</Fact>
      </Facts>
      {nextRuns.length > 0 && (
        <details>
          <summary>The next {nextRuns.length} runs</summary>
          <ol className="schedule-runs">
            {nextRuns.map((run) => (
              <li key={run}>
                <time dateTime={run}>{dateAndTime(run)}</time>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

function LastRun({ schedule: { lastRunAt, lastJob, name } }: { schedule: Schedule }) {
  if (lastRunAt === null && lastJob === null) return <span className="quiet">Never yet</span>
  return (
    <span className="row">
      {lastRunAt !== null && <RelativeTime at={lastRunAt} />}
      {lastJob && (
        <>
          <JobStateTag state={lastJob.state} />
          <Link to={paths.job(lastJob.id)} aria-label={`Last job of ${name}: ${lastJob.id.slice(-8)}`}>
            <code>{lastJob.id.slice(-8)}</code>
          </Link>
          {lastJob.errorCode !== null && <span className="quiet">{lastJob.errorCode}</span>}
        </>
      )}
    </span>
  )
}

interface ScheduleButtonsProps extends Pick<SchedulePartProps, 'ask'> {
  name: string
  isPaused: boolean
}

function ScheduleButtons({ name, isPaused, ask }: ScheduleButtonsProps) {
  const toggle = isPaused ? 'resume' : 'pause'
  return (
    <div className="thing-actions">
      <Button variant="subtle" aria-label={`Run now: ${name}`} onClick={() => ask('runNow')}>
        Run now
      </Button>
      <Button
        variant="outline"
        aria-label={`${isPaused ? 'Resume' : 'Pause'} ${name}`}
        onClick={() => ask(toggle)}
      >
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
    </div>
  )
}
