import { createHash } from 'node:crypto'
import type { Posting } from '../../../postings/schema.ts'
import type { Understood } from '../../../scouting/schema.ts'
import type { Gate, Requirement } from '../../schema.ts'
import { titleSimilarity } from '../occupations.ts'
import type { Judgement } from './judgement.ts'
import { judgeEmployment } from './own-employment.ts'
import { judgeExclusions } from './own-exclusions.ts'
import { judgePay } from './own-pay.ts'
import { judgeWhere } from './own-place.ts'

/** What of a target matching goes by. */
export type OwnTarget = Pick<
  Understood,
  'titles' | 'where' | 'minSalary' | 'employmentTypes' | 'excludedEmploymentTypes' | 'exclude'
>

interface About {
  posting: Posting
  /** The posting's title, or what stands for it. */
  title: string
  postingText: string
  requirements: Requirement[]
}

function hasConditions(target: OwnTarget): boolean {
  const { where, minSalary, employmentTypes, excludedEmploymentTypes, exclude } = target
  return (
    minSalary !== null ||
    [where, employmentTypes, excludedEmploymentTypes, exclude].some((some) => some.length > 0)
  )
}

/**
 * What the rubric's version carries when conditions of the person take part: matches made by other conditions
 * are then others. Empty when there are none.
 */
export function conditionsMark(targets: readonly OwnTarget[]): string {
  if (!targets.some(hasConditions)) return ''
  const told = targets.map(
    ({ titles, where, minSalary, employmentTypes, excludedEmploymentTypes, exclude }) =>
      JSON.stringify([titles, where, minSalary, employmentTypes, excludedEmploymentTypes, exclude]),
  )
  const digest = createHash('sha256').update(told.toSorted().join('\n')).digest('hex')
  return `+own.${digest.slice(0, 10)}`
}

function gate(kind: Gate['kind'], judgement: Judgement | null): Gate[] {
  return judgement ? [{ kind, ...judgement, requirementId: null, factIds: [], own: true }] : []
}

function gatesOf(target: OwnTarget, about: About): Gate[] {
  const { posting } = about
  return [
    ...gate('location', judgeWhere(target.where, posting)),
    ...gate('salary', judgePay(target.minSalary, posting)),
    ...gate('schedule', judgeEmployment(target, posting)),
    ...gate('schedule', judgeExclusions(target.exclude, about)),
  ]
}

/** Targets for another kind of work don't speak of this posting, unless all are for another kind. */
function relevant(targets: readonly OwnTarget[], title: string): readonly OwnTarget[] {
  const near = targets.filter(
    ({ titles }) => titles.length === 0 || titles.some((wanted) => titleSimilarity(title, wanted) >= 0.4),
  )
  return near.length > 0 ? near : targets
}

function badness(gates: Gate[]): number {
  const count = (result: Gate['result']) => gates.filter((one) => one.result === result).length
  return count('fail') * 1_000 + count('unknown') * 10 - count('pass')
}

/** The conditions of the target that this posting fits best: one that fits is enough. */
export function ownGates(targets: readonly OwnTarget[], about: About): Gate[] {
  const all = relevant(targets, about.title).map((target) => gatesOf(target, about))
  return all.toSorted((a, b) => badness(a) - badness(b))[0] ?? []
}
