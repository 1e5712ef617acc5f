import { Button } from '@mantine/core'
import { dateAndTime } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

type Entry = Outputs['sessions']['security']['items'][number]

const PAGE = 10

/** Who signed in, changed the address, made a token: what concerns one’s own account, the newest first. */
export function SecurityHistory() {
  const history = trpc.sessions.security.useInfiniteQuery(
    { limit: PAGE },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  )
  const entries = history.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Card title="What happened">
      <p className="quiet small">
        Whatever touched the safety of your account. Something that wasn’t you? Sign out everywhere else and
        set up the second step.
      </p>
      <Loaded query={history}>
        {() =>
          entries.length === 0 ? (
            <EmptyState title="Nothing yet" />
          ) : (
            <ul className="plain-list" aria-label="Security history">
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {history.hasNextPage && (
        <div>
          <Button
            variant="outline"
            loading={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            Show more
          </Button>
        </div>
      )}
    </Card>
  )
}

function EntryRow({ entry: { at, words, device, address } }: { entry: Entry }) {
  const from = [device, address].filter((part) => part !== null).join(', ')
  return (
    <li className="history-row">
      <p>{words}</p>
      <p className="quiet small">
        <time dateTime={at}>{dateAndTime(at)}</time>
        {from && ` · ${from}`}
      </p>
    </li>
  )
}
