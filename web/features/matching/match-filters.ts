import type { MatchSort, Verdict } from '../../../src/domains/matching/schema.ts'
import type { Posting } from '../../../src/domains/postings/schema.ts'
import type { Inputs } from '../../trpc.ts'
import { verdictWords } from './verdict-words.ts'

export type Workplace = Posting['workplaceType']

export interface MatchFilters {
  search: string
  /** Any of these; none: all. */
  verdicts: readonly Verdict[]
  workplace: Workplace | null
  minScore: number | null
  unseen: boolean
  applied: 'only' | 'hide' | null
  resumeId: string | null
  /** The hidden ones instead of those shown. */
  hidden: boolean
  sort: MatchSort
}

export const verdictOrder: readonly Verdict[] = ['strong', 'possible', 'weak', 'blocked', 'cant_tell']
const workplaces: readonly Workplace[] = ['remote', 'hybrid', 'onsite', 'unknown']
const sorts: readonly MatchSort[] = ['best', 'newest', 'organization']
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

function oneOf<Value extends string>(values: readonly Value[], given: string | null): Value | null {
  return values.find((value) => value === given) ?? null
}

/** What the address says; what it says wrongly counts as not said. */
export function readFilters(params: URLSearchParams): MatchFilters {
  const verdicts = (params.get('verdict') ?? '').split(',')
  const min = params.get('min') ?? ''
  const resume = params.get('resume') ?? ''
  return {
    search: (params.get('q') ?? '').slice(0, 200),
    verdicts: verdictOrder.filter((verdict) => verdicts.includes(verdict)),
    workplace: oneOf(workplaces, params.get('workplace')),
    minScore: /^\d{1,3}$/.test(min) && Number(min) > 0 && Number(min) <= 100 ? Number(min) : null,
    unseen: params.get('new') === '1',
    applied: oneOf(['only', 'hide'], params.get('applied')),
    resumeId: uuid.test(resume) ? resume : null,
    hidden: params.get('hidden') === '1',
    sort: oneOf(sorts, params.get('sort')) ?? 'best',
  }
}

/** The shortest address that says it: what is as usual isn't written. */
export function writeFilters(filters: MatchFilters): URLSearchParams {
  const said: [string, string | null][] = [
    ['q', filters.search],
    ['verdict', filters.verdicts.join(',')],
    ['workplace', filters.workplace],
    ['min', filters.minScore === null ? null : String(filters.minScore)],
    ['new', filters.unseen ? '1' : null],
    ['applied', filters.applied],
    ['resume', filters.resumeId],
    ['hidden', filters.hidden ? '1' : null],
    ['sort', filters.sort === 'best' ? null : filters.sort],
  ]
  const params = new URLSearchParams()
  for (const [name, value] of said) if (value) params.set(name, value)
  return params
}

type ListInput = NonNullable<Inputs['matches']['list']>

export function listInput(filters: MatchFilters): Omit<ListInput, 'cursor'> {
  const search = filters.search.trim()
  return {
    limit: 100,
    sort: filters.sort,
    hidden: filters.hidden,
    unseen: filters.unseen,
    ...(search ? { search } : {}),
    ...(filters.verdicts.length > 0 ? { verdicts: [...filters.verdicts] } : {}),
    ...(filters.workplace ? { workplaceType: filters.workplace } : {}),
    ...(filters.minScore === null ? {} : { minScore: filters.minScore }),
    ...(filters.applied ? { applied: filters.applied } : {}),
    ...(filters.resumeId ? { resumeId: filters.resumeId } : {}),
  }
}

/** How many filters narrow the list; order and words of the search aside. */
export function countFilters(filters: MatchFilters): number {
  const { verdicts, workplace, minScore, unseen, applied, resumeId, hidden } = filters
  return [verdicts.length > 0, workplace, minScore !== null, unseen, applied, resumeId, hidden].filter(
    Boolean,
  ).length
}

export function isNarrowed(filters: MatchFilters): boolean {
  return filters.search.trim() !== '' || countFilters(filters) > 0
}

export function withVerdict(filters: MatchFilters, verdict: Verdict): readonly Verdict[] {
  return filters.verdicts.includes(verdict)
    ? filters.verdicts.filter((one) => one !== verdict)
    : verdictOrder.filter((one) => one === verdict || filters.verdicts.includes(one))
}

export const verdictChoices = verdictOrder.map((verdict) => ({ verdict, ...verdictWords[verdict] }))
