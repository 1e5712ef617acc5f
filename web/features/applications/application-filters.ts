import type { ApplicationSort, Stage } from '../../../src/domains/applications/schema.ts'
import { isStage } from './stages.ts'

export interface ApplicationFilters {
  /** null: all of them. */
  stage: Stage | null
  search: string
  sort: ApplicationSort
}

export const sorts: readonly { value: ApplicationSort; label: string }[] = [
  { value: 'newest', label: 'Added last' },
  { value: 'updated', label: 'Changed last' },
  { value: 'organization', label: 'Organisation, A to Z' },
]

const SEARCH_MAX = 200

/** What the address says; words that mean nothing are left out. */
export function readFilters(params: URLSearchParams): ApplicationFilters {
  const stage = params.get('stage') ?? ''
  return {
    stage: isStage(stage) ? stage : null,
    search: (params.get('q') ?? '').slice(0, SEARCH_MAX),
    sort: sorts.find(({ value }) => value === params.get('sort'))?.value ?? 'newest',
  }
}

/** The address that says it; what goes without saying is left out. */
export function filterQuery({ stage, search, sort }: ApplicationFilters): Record<string, string | undefined> {
  return {
    stage: stage ?? undefined,
    q: search || undefined,
    sort: sort === 'newest' ? undefined : sort,
  }
}
