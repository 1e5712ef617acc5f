import type { Outputs } from '../../trpc.ts'

type Kept = Outputs['privacy']['retention']['list'][number]

export interface Period {
  /** How long, in words. */
  kept: string
  leaving: Kept['leaving']
  /** What is kept so long. */
  about: string[]
}

/** What is kept equally long and ends in the same way, together; in the order of the first of each. */
export function groupPeriods(tables: readonly Kept[]): Period[] {
  const periods = new Map<string, Period>()
  for (const { kept, leaving, about } of tables) {
    const key = `${leaving} ${kept}`
    const period = periods.get(key) ?? { kept, leaving, about: [] }
    period.about.push(about)
    periods.set(key, period)
  }
  return [...periods.values()]
}
