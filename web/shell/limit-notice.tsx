import { Button } from '@mantine/core'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { limitOf } from '../error-message.ts'
import { rateWords } from '../lib/limits-words.ts'
import { limits, useLimit, type Limit } from '../lib/limits.ts'
import '../ui/notice.css'
import { Countdown, useIsPast, waitWords } from './countdown.tsx'
import './limit-notice.css'

/** One for the whole page, whatever was refused: how long it lasts, and on demand another try. */
export function LimitNotice() {
  const limit = useLimit()
  return limit && <LimitPart key={limit.until} limit={limit} />
}

function LimitPart({ limit: { until, rate } }: { limit: Limit }) {
  const isOver = useIsPast(until)
  const [wait] = useState(() => waitWords(until - Date.now()))
  const cache = useQueryClient()
  const unread = unreadBecauseOfLimit(cache)
  const again = () => {
    limits.clear()
    for (const query of unread) void query.fetch().catch(() => undefined)
  }
  return (
    <div className="notice fair limit-notice">
      {/* Said when it begins and when it is over; the seconds between are for the eye. */}
      <p role="status" className="visually-hidden">
        {isOver ? 'You can go on now.' : `Too much at once. Please wait ${wait}.`}
      </p>
      <div className="row">
        <p aria-hidden="true">
          {isOver ? (
            <>
              <strong>You can go on now.</strong> What was refused was not done: do it again.
            </>
          ) : (
            <>
              <strong>Too much at once.</strong> {rate && `JobPilot takes ${rateWords(rate)}. `}Nothing is
              lost. You can go on in <Countdown until={until} />.
            </>
          )}
        </p>
        <Button variant="outline" size="compact-md" disabled={!isOver && unread.length > 0} onClick={again}>
          {unread.length > 0 ? 'Try again' : 'Understood'}
        </Button>
      </div>
    </div>
  )
}

function unreadBecauseOfLimit(cache: QueryClient) {
  return cache.getQueryCache().findAll({ predicate: ({ state }) => limitOf(state.error, 0) !== null })
}
