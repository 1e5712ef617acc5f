import { timeOfDay } from '../../lib/format.ts'
import { Notice } from '../../ui/notice.tsx'
import type { LiveEvents } from './use-live-events.ts'

/** What the agents do, as it happens, newest first. */
export function LiveFeed({ live }: { live: LiveEvents }) {
  const newestFirst = live.events.toReversed()
  return (
    <section className="card stays" aria-labelledby="feed-title">
      <div className="card-head">
        <h2 id="feed-title">Live</h2>
        <span className="hint">{live.connected ? 'connected' : 'connecting …'}</span>
      </div>
      {live.lost && <Notice>The connection was lost. It comes back by itself and catches up.</Notice>}
      {newestFirst.length === 0 && (
        <p className="hint">Each step of an agent appears here the moment it happens.</p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <ul className="clean feed" tabIndex={0} aria-live="polite" aria-label="Agent events">
        {newestFirst.map((event) => (
          <li key={event.seq}>
            <time dateTime={event.at}>{timeOfDay(event.at)}</time>
            <span>
              <strong>{event.agent}</strong> {event.words}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
