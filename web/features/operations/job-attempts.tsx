import type { JobDetail } from './job-shape.ts'
import { counted } from '../../lib/format.ts'
import { Card } from '../../ui/card.tsx'
import { Tag } from '../../ui/notice.tsx'
import { IdLink } from './id-link.tsx'
import { readLogs } from './job-logs.ts'
import { JobLogs } from './job-logs-list.tsx'
import { attemptWords, errorWords } from './job-timeline.ts'
import { Duration, RelativeTime, Since } from './time-parts.tsx'

type Attempt = JobDetail['attempts'][number]

/** Every attempt with its error and its log, the last first; that one is open. */
export function JobAttempts({ job: { attempts, state, maxAttempts } }: { job: JobDetail }) {
  if (attempts.length === 0) {
    return (
      <Card title="Attempts">
        <p className="quiet">
          {state === 'queued' ? 'None has begun yet.' : 'None ever began.'} There can be up to {maxAttempts}.
        </p>
      </Card>
    )
  }
  return (
    <Card title="Attempts">
      <ul className="plain-list things" aria-label="Attempts">
        {attempts.toReversed().map((attempt, index) => (
          <li key={attempt.attempt}>
            <AttemptPart attempt={attempt} isLast={index === 0} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function AttemptPart({ attempt, isLast }: { attempt: Attempt; isLast: boolean }) {
  const { attempt: number, state, startedAt, durationMs, workerId, workerHost, errorStack, logs } = attempt
  const { word, tone } = attemptWords[state]
  const error = errorWords(attempt)
  const lines = readLogs(logs).length
  return (
    <>
      <div className="thing-head">
        <h3>Attempt {number}</h3>
        <Tag tone={tone}>{word}</Tag>
        <span className="quiet small">
          began <RelativeTime at={startedAt} /> ·{' '}
          {state === 'running' ? <Since at={startedAt} /> : <Duration ms={durationMs} />} · worker{' '}
          {workerHost ?? ''} <IdLink id={workerId} of="worker" />
        </span>
      </div>
      {error !== null && <p className="job-attempt-error">{error}</p>}
      {errorStack !== null && (
        <details>
          <summary>Stack of attempt {number}</summary>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
          <pre className="job-stack" role="region" aria-label={`Stack of attempt ${number}`} tabIndex={0}>
            {errorStack}
          </pre>
        </details>
      )}
      {lines > 0 ? (
        <details open={isLast}>
          <summary>
            Log of attempt {number}: {counted(lines, 'line')}
          </summary>
          <JobLogs logs={logs} attempt={number} />
        </details>
      ) : (
        <p className="quiet small">It logged nothing.</p>
      )}
    </>
  )
}
