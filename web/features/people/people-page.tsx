import { Button, NativeSelect } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { shortDate } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useListKeys } from '../matching/use-list-keys.ts'
import { AdminsOnly } from './admins-only.tsx'
import {
  filterQuery,
  planWords,
  readFilters,
  roleWords,
  stateWords,
  toListInput,
  type PeopleFilters,
} from './people-filters.ts'
import './people.css'
import { StandingTags } from './standing-tags.tsx'

type Item = Outputs['people']['list']['items'][number]

const PAGE = 50

/** Everybody who has an account here; the filter lives in the address. */
export function PeoplePage() {
  return (
    <AdminsOnly>
      <People />
    </AdminsOnly>
  )
}

function People() {
  const [params, setParams] = useSearchParams()
  const filters = readFilters(params)
  // Two fields may tell of a change before the first one is in the address.
  const asked = useRef(params)
  useEffect(() => {
    asked.current = params
  }, [params])
  const change = (part: Partial<PeopleFilters>) => {
    asked.current = new URLSearchParams(filterQuery({ ...readFilters(asked.current), ...part }))
    setParams(asked.current, { replace: true, preventScrollReset: true })
  }
  const isFiltered = Object.keys(filterQuery(filters)).length > 0
  const clear = isFiltered ? () => setParams({}, { replace: true }) : null
  const query = trpc.people.list.useInfiniteQuery(
    { ...toListInput(filters), limit: PAGE },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  )
  const people = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Page title="People" intro="Who has an account on this JobPilot.">
      <Filters filters={filters} change={change} clear={clear} />
      <Loaded query={query} lines={8}>
        {() => (people.length === 0 ? <Nobody clear={clear} /> : <List people={people} />)}
      </Loaded>
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

interface FiltersProps {
  filters: PeopleFilters
  change: (part: Partial<PeopleFilters>) => void
  clear: (() => void) | null
}

const choices = (any: string, words: Record<string, string>) => [
  { value: '', label: any },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
]

/** What was chosen, as the address would say it. */
const read = (name: string, value: string) => readFilters(new URLSearchParams({ [name]: value }))

function Filters({ filters, change, clear }: FiltersProps) {
  const field = useRef<HTMLInputElement>(null)
  useListKeys({ '/': () => field.current?.focus(), j: () => step(1), k: () => step(-1) })
  return (
    <search aria-label="Find people" className="people-filters">
      <SearchField
        ref={field}
        label="Address or name"
        placeholder="How the address or the name begins"
        value={filters.search}
        onSearch={(search) => change({ search })}
        aria-keyshortcuts="/"
      />
      <NativeSelect
        aria-label="Role"
        value={filters.role}
        data={choices('Any role', roleWords)}
        onChange={(event) => change({ role: read('role', event.currentTarget.value).role })}
      />
      <NativeSelect
        aria-label="Plan"
        value={filters.plan}
        data={choices('Any plan', planWords)}
        onChange={(event) => change({ plan: read('plan', event.currentTarget.value).plan })}
      />
      <NativeSelect
        aria-label="State"
        value={filters.state}
        data={choices('Any state', stateWords)}
        onChange={(event) => change({ state: read('state', event.currentTarget.value).state })}
      />
      {clear && (
        <Button variant="subtle" onClick={clear}>
          Clear filters
        </Button>
      )}
    </search>
  )
}

/** From person to person by j and k. */
function step(by: number): void {
  const links = [...document.querySelectorAll<HTMLElement>('.people-list a')]
  const now = links.findIndex((link) => link === document.activeElement)
  links[now === -1 ? 0 : now + by]?.focus()
}

function Nobody({ clear }: { clear: (() => void) | null }) {
  if (!clear) return <EmptyState title="Nobody has an account yet" />
  return (
    <EmptyState title="Nobody fits" action={<Button onClick={clear}>Clear filters</Button>}>
      Search by how the address or the name begins, or by the whole id.
    </EmptyState>
  )
}

function List({ people }: { people: readonly Item[] }) {
  return (
    <Card>
      <ul className="plain-list people-list" aria-label="People">
        {people.map((person) => (
          <li key={person.id}>
            <Row person={person} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Row({ person }: { person: Item }) {
  const { id, email, name, createdAt, lastSeenAt } = person
  return (
    <div className="people-row">
      <div>
        <p>
          <Link to={paths.person(id)}>{email}</Link>
        </p>
        {name && <p className="quiet small">{name}</p>}
      </div>
      <div className="row">
        <StandingTags person={person} />
      </div>
      <p className="quiet small">
        Since {shortDate(createdAt)} ·{' '}
        {lastSeenAt === null ? 'never seen' : `last seen ${shortDate(lastSeenAt)}`}
      </p>
    </div>
  )
}
