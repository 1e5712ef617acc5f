import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { counted } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Tag } from '../../ui/notice.tsx'
import type { Failure } from './failures-page.tsx'
import { cappedWords } from './overview-troubles.ts'
import { RelativeTime } from './time-parts.tsx'

/** What failed alike, how often, and how much of it waits for a decision. */
export function FailureGroup({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { fingerprint, task, lane, code, message, count, deadLetters, firstSeenAt, lastSeenAt, lastJobId } =
    failure
  const dead = deadLetters.count > 0
  const short = fingerprint.slice(0, 8)
  return (
    <>
      <div className="thing-head">
        <h2 className="failure-title">
          <Link to={paths.jobs({ ...(dead && { state: 'failed' }), fingerprint })}>
            {task}: {code}
          </Link>
        </h2>
        {dead && (
          <Tag tone="bad">
            {cappedWords(deadLetters)} {deadLetters.count === 1 ? 'waits' : 'wait'} for a decision
          </Tag>
        )}
        <div className="thing-actions">
          {dead && (
            <Button
              variant="outline"
              aria-label={`Retry all ${cappedWords(deadLetters)} of ${task} ${code} ${short}`}
              onClick={onRetry}
            >
              Retry all {cappedWords(deadLetters)}
            </Button>
          )}
        </div>
      </div>
      <p className="failure-message">{message || 'Without a message.'}</p>
      <p className="quiet small">
        {counted(count, 'attempt')} in {lane} · first <RelativeTime at={firstSeenAt} /> · last{' '}
        <RelativeTime at={lastSeenAt} />
        {lastJobId !== null && (
          <>
            {' · '}
            <Link to={paths.job(lastJobId)} aria-label={`last job ${lastJobId.slice(-8)} of ${task} ${code}`}>
              last job <code>{lastJobId.slice(-8)}</code>
            </Link>
          </>
        )}
      </p>
    </>
  )
}
