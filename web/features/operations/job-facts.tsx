import { Link } from 'react-router'
import type { JobDetail } from './job-shape.ts'
import { wholeNumber } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/card.tsx'
import { Fact, Facts } from './facts.tsx'
import { IdLink } from './id-link.tsx'
import { JobStateTag } from './job-state-tag.tsx'
import { Duration, RelativeTime, Since } from './time-parts.tsx'

/** What a job is: whose, where, when, by whom, and what it belongs to. */
export function JobFacts({ job }: { job: JobDetail }) {
  const { lane, person, key, priority, attempt, maxAttempts, fingerprint, worker } = job
  return (
    <Card title="Facts">
      <Facts>
        <Fact name="Id">
          <IdLink id={job.id} of="job" />
        </Fact>
        <Fact name="Lane">
          <Link to={paths.jobs({ lane })}>{lane}</Link>
        </Fact>
        <Fact name="Person">
          {person ? <Link to={paths.jobs({ user: person.id })}>{person.email}</Link> : 'none: of the system'}
        </Fact>
        <Fact name="Attempts">
          {attempt} of {maxAttempts}
        </Fact>
        <Fact name="Priority">{priority}</Fact>
        <TimeFacts job={job} />
        {key !== null && (
          <Fact name="Key" wide>
            <Link to={paths.jobs({ key })}>
              <code>{key}</code>
            </Link>
          </Fact>
        )}
        {worker && (
          <Fact name="Worker">
            <Link to={paths.workers()}>
              {worker.host}:{worker.pid}
            </Link>{' '}
            <span className="quiet">
              {worker.alive ? 'alive' : 'not alive'}, {worker.version}
            </span>
          </Fact>
        )}
        <Trace job={job} />
        {fingerprint !== null && (
          <Fact name="Failures like it">
            <Link to={paths.jobs({ fingerprint })}>See them</Link>
          </Fact>
        )}
      </Facts>
      <Relations job={job} />
    </Card>
  )
}

function Trace({ job: { traceId, traceUrl } }: { job: JobDetail }) {
  if (traceId === null) return null
  return (
    <Fact name="Trace">
      <IdLink id={traceId} of="trace" />{' '}
      {traceUrl !== null && (
        <a href={traceUrl} target="_blank" rel="noreferrer">
          Open the trace
        </a>
      )}
    </Fact>
  )
}

function TimeFacts({ job }: { job: JobDetail }) {
  const { state, createdAt, runAt, finishedAt, waitMs, durationMs, deadlineAt, attempts } = job
  const begun = attempts.at(-1)?.startedAt
  return (
    <>
      <Fact name="Created">
        <RelativeTime at={createdAt} />
      </Fact>
      <Fact name="Due">
        <RelativeTime at={runAt} />
      </Fact>
      {waitMs !== null && (
        <Fact name="Waited">{state === 'queued' ? <Since at={runAt} /> : <Duration ms={waitMs} />}</Fact>
      )}
      {durationMs !== null && (
        <Fact name="Ran">
          {state === 'running' && begun !== undefined ? <Since at={begun} /> : <Duration ms={durationMs} />}
        </Fact>
      )}
      {state === 'running' && deadlineAt !== null && (
        <Fact name="Hard limit">
          <RelativeTime at={deadlineAt} />
        </Fact>
      )}
      {finishedAt !== null && (
        <Fact name="Ended">
          <RelativeTime at={finishedAt} />
        </Fact>
      )}
    </>
  )
}

function Relations({ job }: { job: JobDetail }) {
  const { id, parent, children, batch, schedule, run } = job
  if (!parent && children.items.length === 0 && !batch && !schedule && !run) return null
  return (
    <Facts>
      {parent && (
        <Fact name="Started by" wide>
          <JobLine job={parent} />
        </Fact>
      )}
      {schedule && (
        <Fact name="Schedule">
          <Link to={paths.jobs({ schedule: schedule.id })}>{schedule.name}</Link>
        </Fact>
      )}
      {run && (
        <Fact name="Agent’s run">
          {run.agent}: {run.state} <IdLink id={run.id} of="run" />
        </Fact>
      )}
      {batch && (
        <Fact name="Batch" wide>
          <Link to={paths.jobs({ batch: batch.id })}>{wholeNumber(batch.total)} jobs</Link>:{' '}
          {wholeNumber(batch.pending)} to go, {wholeNumber(batch.failed)} failed,{' '}
          {wholeNumber(batch.cancelled)} cancelled
          {batch.completionJobId !== null && (
            <>
              {' · '}
              <Link to={paths.job(batch.completionJobId)}>what follows it</Link>
            </>
          )}
        </Fact>
      )}
      {children.items.length > 0 && (
        <Fact name="Jobs that it started" wide>
          <ul className="plain-list job-children">
            {children.items.map((child) => (
              <li key={child.id}>
                <JobLine job={child} />
              </li>
            ))}
          </ul>
          {children.more && <Link to={paths.jobs({ parent: id })}>All of them</Link>}
        </Fact>
      )}
    </Facts>
  )
}

function JobLine({ job: { id, task, state } }: { job: NonNullable<JobDetail['parent']> }) {
  return (
    <span className="row job-line">
      <Link to={paths.job(id)}>
        {task} <code>{id.slice(-8)}</code>
      </Link>
      <JobStateTag state={state} />
    </span>
  )
}
