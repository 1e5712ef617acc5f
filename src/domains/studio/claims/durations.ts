import type { Entry, IndexedFact } from './fact-index.ts'
import type { CheckContext, SentenceView } from './mention.ts'
import type { NumberMention } from './numbers.ts'
import { findPhrase } from './words.ts'

/** Months since year 0. A year alone is read so that the period comes out shortest: no more is claimed than is sure. */
function monthIndex(date: string, edge: 'start' | 'end'): number {
  const [year = '0', month] = date.split('-')
  const fallback = edge === 'start' ? 12 : 1
  return Number(year) * 12 + (month ? Number(month) : fallback)
}

interface Interval {
  from: number
  to: number
}

function intervalOf(entry: Entry, today: string): Interval | null {
  if (!entry.period) return null
  const bothYearsOnly = /^\d{4}$/.test(entry.period.start) && /^\d{4}$/.test(entry.period.end ?? today)
  const from = bothYearsOnly ? Number(entry.period.start) * 12 : monthIndex(entry.period.start, 'start')
  const to = bothYearsOnly ? Number(entry.period.end) * 12 : monthIndex(entry.period.end ?? today, 'end')
  return to > from ? { from, to } : null
}

/** Length of the union: two jobs at the same time count once. */
function mergedMonths(intervals: Interval[]): number {
  let months = 0
  let reached = -Infinity
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    months += Math.max(0, to - Math.max(from, reached))
    reached = Math.max(reached, to)
  }
  return months
}

function mentionsAny(entry: Entry, skills: Set<string>): boolean {
  return entry.facts.some((fact) => Array.from(skills).some((skill) => fact.skills.has(skill)))
}

/** Which entries the sentence speaks of: the employer or title it names, else all work that shows the skills it names. */
function entriesMeant(view: SentenceView, context: CheckContext): Entry[] {
  const work = Array.from(context.index.entries.values()).filter(({ section }) => section === 'work')
  const named = work.filter(({ facts }) =>
    facts.some(({ fact, words }) => fact.kind === 'employer' && findPhrase(view.words, words).length > 0),
  )
  if (named.length > 0) return named
  const skills = new Set(context.recognise(view.text).map(({ skill }) => skill))
  if (skills.size > 0) return work.filter((entry) => mentionsAny(entry, skills))
  const titled = work.filter(({ facts }) =>
    facts.some(({ fact, words }) => fact.kind === 'title' && findPhrase(view.words, words).length > 0),
  )
  return titled.length > 0 ? titled : work
}

/** Whether a stated length of time follows from the dates; the facts are those dates. */
export function derivedDuration(
  view: SentenceView,
  context: CheckContext,
  number: NumberMention,
): IndexedFact[] {
  const entries = entriesMeant(view, context)
  const intervals = entries.flatMap((entry) => intervalOf(entry, context.today) ?? [])
  const months = mergedMonths(intervals)
  const claimed = number.kind === 'year' ? number.value * 12 : number.value
  const slack = number.kind === 'year' ? 12 : 2
  const nearly =
    /\b(?:almost|nearly|close to|about|around|roughly|some|fast|knapp|rund|etwa|ca\.)\s+$/iu.test(
      view.text.slice(0, number.span[0]),
    )
  const short = nearly ? slack / 2 : 1
  // One month of slack: "2019-03 to 2022-02" is three years to anybody.
  const supported = claimed > 0 && months + short >= claimed && (number.atLeast || months < claimed + slack)
  if (!supported) return []
  return entries.flatMap(({ facts }) =>
    facts.filter(({ fact }) => fact.kind === 'start_date' || fact.kind === 'end_date'),
  )
}
