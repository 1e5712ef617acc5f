import type { Inputs } from '../../trpc.ts'

type ListInput = Inputs['people']['list']

/** Which people, as the address of the page says it; '' is not said. */
export interface PeopleFilters {
  search: string
  role: NonNullable<ListInput['role']> | ''
  plan: NonNullable<ListInput['plan']> | ''
  state: NonNullable<ListInput['state']> | ''
}

export const roleWords = { user: 'Person', operator: 'Operator', admin: 'Administrator' } as const
export const planWords = { free: 'Free', pro: 'Pro' } as const
export const stateWords = {
  active: 'Active',
  suspended: 'Suspended',
  leaving: 'Leaving',
} as const

const SEARCH_MAX = 200

function known<Name extends string>(words: Record<Name, string>, name: string | null): Name | '' {
  const isKnown = (value: string): value is Name => Object.hasOwn(words, value)
  return name !== null && isKnown(name) ? name : ''
}

/** What the address says; what it says wrongly counts as not said. */
export function readFilters(params: URLSearchParams): PeopleFilters {
  return {
    search: (params.get('q') ?? '').slice(0, SEARCH_MAX),
    role: known(roleWords, params.get('role')),
    plan: known(planWords, params.get('plan')),
    state: known(stateWords, params.get('state')),
  }
}

/** The shortest address that says it. */
export function filterQuery({ search, role, plan, state }: PeopleFilters): Record<string, string> {
  const all = { q: search, role, plan, state }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

/** For the server. */
export function toListInput({ search, role, plan, state }: PeopleFilters): ListInput {
  return {
    ...(search.trim() && { query: search.trim() }),
    ...(role && { role }),
    ...(plan && { plan }),
    ...(state && { state }),
  }
}
