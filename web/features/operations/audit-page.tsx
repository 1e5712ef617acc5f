import { Button } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { auditQuery, countAuditFilters, readAuditFilters, readAuditSearch } from './audit-query.ts'
import './audit.css'
import './facts.css'
import { auditWords, type AuditEntry } from './audit-words.ts'
import { useOnTick } from './console-live.tsx'
import { RelativeTime } from './time-parts.tsx'
import { useThingKeys } from './use-thing-keys.ts'

const PAGE = 50
/** More pages than these are not read anew by themselves. */
const LIVE_PAGES = 2

/** What operators did, and why: the newest first. */
export function AuditPage() {
  const [params, setParams] = useSearchParams()
  const search = params.toString()
  // The last hour is counted from when it was asked for.
  const { filters, filter } = useMemo(() => readAuditSearch(search), [search])
  const query = trpc.audit.list.useInfiniteQuery(
    { ...filter, limit: PAGE },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  )
  useOnTick(() => {
    if ((query.data?.pages.length ?? 0) <= LIVE_PAGES) void query.refetch({ cancelRefetch: false })
  }, 5_000)
  const entries = query.data?.pages.flatMap((page) => page.items) ?? []
  const change = (part: Partial<typeof filters>) =>
    setParams((now) => auditQuery({ ...readAuditFilters(now), ...part }), {
      replace: true,
      preventScrollReset: true,
    })
  const clear = () => setParams({}, { replace: true })
  const isFiltered = countAuditFilters(filters) > 0
  useThingKeys('entry')
  return (
    <Page title="Audit" intro="What operators did, and why.">
      <AuditFilters filters={filters} entries={entries} change={change} clear={isFiltered ? clear : null} />
      <Loaded query={query} lines={8}>
        {() =>
          entries.length === 0 ? (
            <NoEntries clear={isFiltered ? clear : null} />
          ) : (
            <Entries entries={entries} />
          )
        }
      </Loaded>
      {entries.length > 0 && !query.hasNextPage && (
        <p className="quiet small">{isFiltered ? 'No earlier entry fits.' : 'The log starts here.'}</p>
      )}
      {query.hasNextPage && (
        <div>
          <Button
            variant="outline"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show more
          </Button>
        </div>
      )}
    </Page>
  )
}

function NoEntries({ clear }: { clear: (() => void) | null }) {
  if (clear) {
    return (
      <EmptyState title="No entry fits these filters" action={<Button onClick={clear}>Clear filters</Button>}>
        Ids must be whole.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Nothing has been done yet">
      What operators do is kept here, with their reasons.
    </EmptyState>
  )
}

function Entries({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <Card>
      <ul className="plain-list things" aria-label="Audit log">
        {entries.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { id, at, actor, actorRole, reason, before, after } = entry
  const { words, target } = auditWords(entry)
  const has = isThere(before) || isThere(after)
  return (
    <>
      <div className="audit-head">
        <span className="audit-words">
          {words}
          {target && (
            <>
              {' '}
              <Link to={target.to}>{target.name}</Link>
            </>
          )}
        </span>
        <span className="quiet small">
          {actor ? (actor.email ?? 'somebody who is gone') : 'the command line'} ({actorRole}) ·{' '}
          <RelativeTime at={at} />
        </span>
      </div>
      {reason !== null && <p>“{reason}”</p>}
      {has && (
        <details>
          <summary aria-label={`Before and after of entry ${id}`}>Before and after</summary>
          <div className="audit-change">
            <Values title="Before" value={before} />
            <Values title="After" value={after} />
          </div>
        </details>
      )}
    </>
  )
}

function isThere(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

function Values({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <span className="quiet small">{title}</span>
      {isThere(value) ? <pre className="audit-values">{JSON.stringify(value, null, 2)}</pre> : <p>Nothing</p>}
    </div>
  )
}
