import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { counted } from '../../lib/format.ts'
import { useTypedSearch } from '../../lib/use-typed-search.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import '../../ui/filter-chips.css'
import { Icon } from '../../ui/icons.tsx'
import { AddApplication } from './add-application.tsx'
import { filterQuery, readFilters, sorts, type ApplicationFilters } from './application-filters.ts'
import { ApplicationList } from './application-list.tsx'
import './applications-page.css'
import { stages, stageWords } from './stages.ts'

const PAGE = 100

/** Everything the person applied for or means to: found by stage and words, moved on in place. */
export function ApplicationsPage() {
  const { filters, adding, change } = useFilters()
  const counts = trpc.applications.counts.useQuery()
  const list = trpc.applications.list.useInfiniteQuery(
    {
      stages: filters.stage ? [filters.stage] : undefined,
      search: filters.search.trim() || undefined,
      sort: filters.sort,
      limit: PAGE,
    },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (before) => before },
  )
  return (
    <Page
      title="Applications"
      actions={
        <Button leftSection={<Icon name="add" />} onClick={() => change({}, true)}>
          Add by hand
        </Button>
      }
    >
      <Loaded query={counts}>
        {({ total, byStage }) =>
          total === 0 ? (
            <NoApplications />
          ) : (
            <div className="stack">
              <StageChips filters={filters} total={total} byStage={byStage} />
              <div className="application-tools">
                <SearchField value={filters.search} onChange={(words) => change({ search: words })} />
                <NativeSelect
                  label="Sort"
                  data={[...sorts]}
                  value={filters.sort}
                  onChange={(event) =>
                    change({
                      sort: sorts.find(({ value }) => value === event.currentTarget.value)?.value ?? 'newest',
                    })
                  }
                />
              </div>
              <Loaded query={list} lines={12}>
                {({ pages }) => (
                  <Found
                    items={pages
                      .flatMap(({ items }) => items)
                      .filter(({ stage }) => !filters.stage || stage === filters.stage)}
                    total={filters.search ? null : filters.stage ? byStage[filters.stage] : total}
                    list={list}
                  />
                )}
              </Loaded>
            </div>
          )
        }
      </Loaded>
      <AddApplication opened={adding} onClose={() => change({}, false)} />
    </Page>
  )
}

/** What is shown lives in the address; while somebody types, it leaves no trail to go back through. */
function useFilters() {
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const filters = readFilters(params)
  const adding = params.get('add') !== null
  const change = (changed: Partial<ApplicationFilters>, add = adding) =>
    void navigate(
      paths.applications({ ...filterQuery({ ...filters, ...changed }), add: add ? 'by-hand' : undefined }),
      { replace: add === adding || !add, preventScrollReset: true },
    )
  return { filters, adding, change }
}

function SearchField({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const { typed, type } = useTypedSearch(value, onChange)
  return (
    <TextInput
      label="Search"
      type="search"
      placeholder="Title, organisation or place"
      maxLength={200}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}

function NoApplications() {
  return (
    <EmptyState
      title="Nothing tracked yet"
      action={
        <>
          <Button component={Link} to={paths.matches()}>
            See your matches
          </Button>
          <Button component={Link} to={paths.applications({ add: 'by-hand' })} variant="outline">
            Add one by hand
          </Button>
        </>
      }
    >
      Save a posting or say “I applied with this” on an approved letter, and it is kept here with its stage.
      What you applied for elsewhere can be added by hand.
    </EmptyState>
  )
}

interface StageChipsProps {
  filters: ApplicationFilters
  total: number
  byStage: Outputs['applications']['counts']['byStage']
}

function StageChips({ filters, total, byStage }: StageChipsProps) {
  const chips = [
    { stage: null, label: 'All', count: total },
    ...stages.map((stage) => ({ stage, label: stageWords(stage), count: byStage[stage] })),
  ]
  return (
    <nav className="row filter-chips" aria-label="Stages">
      {chips
        .filter(({ stage, count }) => count > 0 || stage === filters.stage)
        .map(({ stage, label, count }) => (
          <Link
            key={label}
            className="filter-chip"
            to={paths.applications(filterQuery({ ...filters, stage }))}
            preventScrollReset
            aria-current={stage === filters.stage}
          >
            {label} <span className="tabular quiet">{count}</span>
          </Link>
        ))}
    </nav>
  )
}

interface FoundProps {
  items: Outputs['applications']['list']['items']
  /** null: not known. */
  total: number | null
  list: {
    hasNextPage: boolean
    isFetching: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => unknown
  }
}

function Found({ items, total, list }: FoundProps) {
  if (items.length === 0 && !list.hasNextPage)
    return (
      <EmptyState
        title={list.isFetching ? 'Looking …' : 'None fits'}
        action={
          <Button component={Link} to={paths.applications()} variant="outline">
            Show all
          </Button>
        }
      >
        No application has these words in this stage.
      </EmptyState>
    )
  return (
    <>
      <p className="visually-hidden" role="status">
        {total === null && list.hasNextPage
          ? `More than ${items.length} found`
          : `${counted(total ?? items.length, 'application')} found`}
      </p>
      <ApplicationList
        items={items}
        total={total ?? (list.hasNextPage ? -1 : items.length)}
        onNearEnd={() => {
          if (list.hasNextPage && !list.isFetchingNextPage) list.fetchNextPage()
        }}
      />
    </>
  )
}
