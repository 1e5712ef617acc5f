import { Button } from '@mantine/core'
import { useState } from 'react'
import { limitOf } from '../error-message.ts'
import { rateWords } from '../lib/limits-words.ts'
import { Countdown, useIsPast, waitWords } from './countdown.tsx'

interface LimitedViewProps {
  error: unknown
  retry: () => void
}

/** In the place of a view that was refused for the number of calls: why, how long, and another try on demand. */
export function LimitedView({ error, retry }: LimitedViewProps) {
  const [limit] = useState(() => limitOf(error, Date.now()))
  const until = limit?.until ?? 0
  const isOver = useIsPast(until)
  const [wait] = useState(() => waitWords(until - Date.now()))
  return (
    <div className="stack tight limited-view">
      <h2>Too much at once</h2>
      <p>
        {limit?.rate && `JobPilot takes ${rateWords(limit.rate)}. `}This was asked for more often than that,
        so it wasn’t loaded. Nothing is lost.
      </p>
      {/* Said when it begins and when it is over; the seconds between are for the eye. */}
      <p role="status" className="visually-hidden">
        {isOver ? 'You can go on now.' : `You can go on in ${wait}.`}
      </p>
      <p aria-hidden="true">
        {isOver ? (
          'You can go on now.'
        ) : (
          <>
            You can go on in{' '}
            <strong>
              <Countdown until={until} />
            </strong>
            .
          </>
        )}
      </p>
      <div className="row">
        <Button disabled={!isOver} onClick={retry}>
          Try again
        </Button>
      </div>
    </div>
  )
}
