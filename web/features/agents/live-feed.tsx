import { memo, useDeferredValue } from 'react'
import { Link } from 'react-router'
import type { RunEvent } from '../../../src/domains/agents/schema.ts'
import { timeOfDay } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
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
  const shown = useNewestFirst(events)
  return (
    <Card title="Live" actions={<span className={`feed-status ${status}`}>{statusWords[status]}</span>}>
      {shown.length === 0 ? (
        <p className="quiet small">Each step of an agent appears here the moment it happens.</p>
      ) : (
        <FeedLines events={shown} />
      )}
    </Card>
  )
}

const AT_ONCE = 15

/** The newest lines at once; of hundreds the rest is drawn in slices, after what is urgent. */
function useNewestFirst(events: readonly RunEvent[]): readonly RunEvent[] {
  const settled = useDeferredValue(events, [])
  const last = settled.at(-1)?.seq ?? events.at(-AT_ONCE)?.seq ?? 0
  return [...settled, ...events.filter(({ seq }) => seq > last)]
}

function FeedLines({ events }: { events: readonly RunEvent[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <div className="feed" tabIndex={0} role="log" aria-label="Agent events" aria-live="off">
      {blocksOf(events).map(({ number, lines }) => (
        <FeedBlock key={number} lines={lines} />
      ))}
      <HistoryStart oldest={events[0]?.seq ?? 0} />
    </div>
  )
}

/** Below the oldest event that is kept, where there were older ones. */
function HistoryStart({ oldest }: { oldest: number }) {
  const { data } = trpc.agents.history.useQuery({ limit: 1 })
  const startsAt = data?.startsAt ?? 1
  if (startsAt === 1 || oldest > startsAt) return null
  return <p className="quiet small">History starts here. What came before is no longer kept.</p>
}

/** Only the newest block changes when an event comes. */
const FeedBlock = memo(
  function FeedBlock({ lines }: { lines: readonly RunEvent[] }) {
    return (
      <div className="feed-block">
        {lines.map((event) => (
          <div key={event.seq} className="feed-line">
            <time dateTime={event.at}>{timeOfDay(event.at)}</time>
            <span>
              <Link to={paths.run(event.runId)}>{agentWords(event.agent)}</Link> {event.words}
            </span>
          </div>
        ))}
      </div>
    )
  },
  (before, after) => before.lines.length === after.lines.length && before.lines[0] === after.lines[0],
)

const BLOCK = 50

/** Newest first, in blocks that keep their events while new ones come. */
function blocksOf(events: readonly RunEvent[]): { number: number; lines: RunEvent[] }[] {
  const blocks = Map.groupBy(events, ({ seq }) => Math.floor(seq / BLOCK))
  return [...blocks].map(([number, lines]) => ({ number, lines: lines.toReversed() })).toReversed()
}
