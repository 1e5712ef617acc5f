import { memo, type MouseEvent } from 'react'
import { Link } from 'react-router'
import type { JobAction } from '../../../src/domains/operations/control/schema.ts'
import type { JobItem } from '../../../src/domains/operations/schema.ts'
import { paths } from '../../paths.ts'
import { JobStateTag } from './job-state-tag.tsx'
import { RowMenu } from './jobs-menu.tsx'
import { rowLinkId } from './use-job-rows.ts'
import { Duration, RelativeTime, Since } from './time-parts.tsx'

interface JobRowProps {
  job: JobItem
  selected: boolean
  /** `range`: everything from the last one chosen up to this one. */
  onSelect: (id: string, range: boolean) => void
  onAct: (action: JobAction, id: string) => void
}

/** One job: its state, what it is, whose, how far and since when. */
export const JobRow = memo(function JobRow({ job, selected, onSelect, onAct }: JobRowProps) {
  const { id, task, lane, person, state, held, runAt, cancelRequested } = job
  const short = id.slice(-8)
  const clickedWithShift = (event: MouseEvent) => {
    if (!event.shiftKey) return
    event.preventDefault()
    onSelect(id, true)
  }
  return (
    <div className={`job-row ${selected ? 'selected' : ''}`}>
      <label className="job-check">
        <input
          type="checkbox"
          checked={selected}
          aria-label={`Select ${task} ${short}`}
          onChange={({ nativeEvent }) =>
            onSelect(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
        />
      </label>
      <div className="job-columns">
        <span className="job-state">
          <JobStateTag state={state} held={held} runAt={runAt} cancelRequested={cancelRequested} />
        </span>
        <span className="job-main">
          <span className="job-title">
            <Link id={rowLinkId(id)} to={paths.job(id)} onClick={clickedWithShift}>
              {task} <code>{short}</code>
            </Link>
          </span>
          <Detail job={job} />
        </span>
        <span className="job-lane">{lane}</span>
        <span className="job-person quiet" title={person?.email}>
          {person?.email ?? 'system'}
        </span>
        <span className="job-attempt tabular quiet">
          <span className="visually-hidden">attempt </span>
          {job.attempt} of {job.maxAttempts}
        </span>
        <span className="job-when">
          <When job={job} />
        </span>
        <span className="job-took">
          <Took job={job} />
        </span>
      </div>
      <RowMenu job={job} onAct={onAct} />
    </div>
  )
})

/** The second line: what went wrong, how far it is, or its key. */
function Detail({ job: { state, errorCode, errorMessage, progress, key, priority } }: { job: JobItem }) {
  if (errorCode !== null && state !== 'succeeded') {
    const words = [errorCode, errorMessage].filter(Boolean).join(': ')
    return (
      <span className={`job-detail ${state === 'failed' ? 'job-error' : 'quiet'}`} title={words}>
        {words}
      </span>
    )
  }
  if (state === 'running' && progress) {
    const percent = progress.percent === null ? '' : `${Math.round(progress.percent)} % · `
    return <span className="job-detail quiet">{percent + progress.words}</span>
  }
  const facts = [...(key === null ? [] : [`key ${key}`]), ...(priority === 0 ? [] : [`priority ${priority}`])]
  return <span className="job-detail quiet">{facts.join(' · ')}</span>
}

function When({ job: { state, runAt, startedAt, finishedAt, createdAt } }: { job: JobItem }) {
  if (finishedAt !== null) return <RelativeTime at={finishedAt} />
  if (state === 'queued') {
    return (
      <>
        <span className="quiet">due </span>
        <RelativeTime at={runAt} />
      </>
    )
  }
  return <RelativeTime at={startedAt ?? createdAt} />
}

/** How long it ran or, while it hasn't, how long it waits. */
function Took({ job: { state, attempt, startedAt, durationMs, waitMs, runAt } }: { job: JobItem }) {
  if (state === 'running' && attempt === 1 && startedAt !== null) {
    return (
      <>
        <span className="job-narrow quiet">for </span>
        <Since at={startedAt} />
      </>
    )
  }
  if (state !== 'queued') {
    return (
      <>
        <span className="job-narrow quiet">took </span>
        <Duration ms={durationMs} />
      </>
    )
  }
  if (waitMs === null) return null
  return (
    <>
      <span className="quiet">waits </span>
      <Since at={runAt} />
    </>
  )
}
