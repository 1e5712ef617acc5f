import { Button } from '@mantine/core'
import { dateAndTime, money, wholeNumber } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

type Call = Outputs['privacy']['register']['list']['items'][number]

const PAGE = 20

/** What was sent to which model: kinds and sizes, the newest first. */
export function RegisterCard() {
  const calls = trpc.privacy.register.list.useInfiniteQuery(
    { limit: PAGE },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  )
  const items = calls.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Card title="What was sent to language models">
      <Loaded query={calls} lines={3}>
        {() =>
          items.length === 0 ? (
            <EmptyState title="Nothing so far">
              Each time something of yours is sent to a language model, it is listed here: when, to whom, what
              for, what kind of text. The text itself isn’t in the list.
            </EmptyState>
          ) : (
            <ul className="plain-list" aria-label="Sent to language models">
              {items.map((call) => (
                <li key={call.id} className="privacy-row">
                  <CallWords call={call} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {calls.hasNextPage && (
        <div>
          <Button
            variant="outline"
            loading={calls.isFetchingNextPage}
            onClick={() => void calls.fetchNextPage()}
          >
            Show more
          </Button>
        </div>
      )}
    </Card>
  )
}

function CallWords({ call }: { call: Call }) {
  const { at, provider, model, purpose, sent, inputTokens, costMicrodollars, outcome } = call
  return (
    <>
      <p>
        {sent.length > 0 ? sent.join(', ') : 'Nothing of yours'} to {provider} ({model}), {purpose}
      </p>
      <p className="quiet small tabular">
        <time dateTime={at}>{dateAndTime(at)}</time>
        {inputTokens !== null && ` · ${wholeNumber(inputTokens)} tokens`}
        {costMicrodollars !== null && ` · ${money(costMicrodollars / 1_000_000, 'USD')}`} · {outcome}
      </p>
    </>
  )
}
