import type { Posting } from '../../../postings/schema.ts'
import type { Understood } from '../../../scouting/schema.ts'
import { listed, type Judgement } from './judgement.ts'

type Type = Posting['employmentType'][number]

/** How long one works, and on what terms: a posting may say either, both or neither. */
const dimensions: Type[][] = [
  ['FULL_TIME', 'PART_TIME'],
  ['CONTRACTOR', 'TEMPORARY', 'INTERN', 'VOLUNTEER', 'PER_DIEM'],
]

const spoken: Record<Type, string> = {
  FULL_TIME: 'full time',
  PART_TIME: 'part time',
  CONTRACTOR: 'freelance or on contract',
  TEMPORARY: 'temporary',
  INTERN: 'an internship',
  VOLUNTEER: 'voluntary',
  PER_DIEM: 'paid by the day',
  OTHER: 'of another kind',
}

function words(types: readonly Type[], last = 'or'): string {
  return listed(
    types.map((type) => spoken[type]),
    last,
  )
}

/** Whether the posting speaks of a dimension and has nothing that is left in it. */
function isOutside(offered: Type[], allowed: (type: Type) => boolean): boolean {
  return offered.length > 0 && !offered.some(allowed)
}

type Wanted = Pick<Understood, 'employmentTypes' | 'excludedEmploymentTypes'>

/** Whether the kind of employment is one that the person looks for; null when they don't mind. */
export function judgeEmployment(
  { employmentTypes: wanted, excludedEmploymentTypes: excluded }: Wanted,
  { employmentType: offered }: Posting,
): Judgement | null {
  if (wanted.length === 0 && excluded.length === 0) return null
  const condition =
    wanted.length > 0
      ? `You look for work that is ${words(wanted)}`
      : `You do not want work that is ${words(excluded)}`
  if (offered.length === 0) return { result: 'unknown', reason: `${condition}; the posting does not say.` }
  const within = dimensions.map((types) => offered.filter((type) => types.includes(type)))
  if (within.some((types) => isOutside(types, (type) => !excluded.includes(type))))
    return {
      result: 'fail',
      reason: `You do not want work that is ${words(excluded)}; this one is ${words(offered, 'and')}.`,
    }
  if (wanted.length === 0 || offered.some((type) => wanted.includes(type)))
    return { result: 'pass', reason: `${condition}, and this one is ${words(offered, 'and')}.` }
  const asked = dimensions.filter((types) => types.some((type) => wanted.includes(type)))
  const allMissed = asked.every((types) =>
    isOutside(
      offered.filter((type) => types.includes(type)),
      (type) => wanted.includes(type),
    ),
  )
  return allMissed
    ? { result: 'fail', reason: `${condition}; this one is ${words(offered, 'and')}.` }
    : { result: 'unknown', reason: `${condition}; the posting does not say for certain.` }
}
