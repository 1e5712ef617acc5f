import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { Link } from 'react-router'
import type { RunEvent } from '../../../src/domains/agents/schema.ts'
import { timeOfDay } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/card.tsx'
import { agentWords } from './agent-words.ts'
import './live-feed.css'
import { useLive } from './live-provider.tsx'
import type { LiveState } from './live-stream.ts'

const statusWords: Record<LiveState['status'], string> = {
  connecting: 'connecting …',
  live: 'live',
  lost: 'connection lost',
}

/** What the agents do, as it happens, newest first. Two thousand lines scroll as easily as twenty. */
export function LiveFeed() {
  const { events, status } = useLive()
  return (
    <Card title="Live" actions={<span className={`feed-status ${status}`}>{statusWords[status]}</span>}>
      {events.length === 0 ? (
        <p className="quiet small">Each step of an agent appears here the moment it happens.</p>
      ) : (
        <FeedLines events={events} />
      )}
    </Card>
  )
}

function FeedLines({ events }: { events: readonly RunEvent[] }) {
  const newestFirst = useMemo(() => events.toReversed(), [events])
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: newestFirst.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => newestFirst[index]?.seq ?? index,
    estimateSize: () => 44,
    overscan: 8,
  })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <div ref={scroller} className="feed" tabIndex={0} role="log" aria-label="Agent events" aria-live="off">
      <div className="feed-all" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const event = newestFirst[row.index]
          return (
            event && (
              <div
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                className="feed-line"
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <FeedLine event={event} />
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

function FeedLine({ event }: { event: RunEvent }) {
  return (
    <>
      <time dateTime={event.at}>{timeOfDay(event.at)}</time>
      <span>
        <Link to={paths.run(event.runId)}>{agentWords(event.agent)}</Link> {event.words}
      </span>
    </>
  )
}
