import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { RelativeTime } from '../operations/time-parts.tsx'
import { entryWords } from './entry-words.ts'
import type { Shown } from './person-page.tsx'

type Entry = Shown['audit'][number]

/** What was done to them and by them, as far as it touched their account. */
export function PersonAudit({ person: { audit, id } }: { person: Shown }) {
  return (
    <Card
      title="What was done"
      actions={
        <Link to={paths.audit({ actor: id })} className="small">
          What they did as an operator
        </Link>
      }
    >
      {audit.length === 0 ? (
        <EmptyState title="Nothing yet" />
      ) : (
        <ul className="plain-list" aria-label="What was done">
          {audit.map((entry) => (
            <li key={entry.id} className="person-entry">
              <EntryRow entry={entry} isOwn={entry.actor?.id === id} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function EntryRow({ entry, isOwn }: { entry: Entry; isOwn: boolean }) {
  const { at, actor, reason } = entry
  const by = actor ? (isOwn ? 'themselves' : (actor.email ?? 'somebody who is gone')) : 'the command line'
  return (
    <>
      <span>{entryWords(entry)}</span>
      {reason !== null && <span>“{reason}”</span>}
      <span className="quiet small">
        by {by} · <RelativeTime at={at} />
      </span>
    </>
  )
}
