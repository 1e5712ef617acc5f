import type { JsonResume, ProfileFact } from '../../resumes/schema.ts'
import { findSkills } from '../skills/recognition.ts'
import { impliedBy } from '../skills/vocabulary.ts'
import { countRoots } from '../text/rarity.ts'
import { affirmed } from './negation.ts'
import { skillsOfTitle } from './occupations.ts'

export interface WorkEntry {
  title: string
  /** Months since year 0, [from, to). */
  interval: [number, number] | null
  skills: Set<string>
  roots: Set<string>
  /** Facts that show the post and its dates. */
  factIds: string[]
  current: boolean
}

function month(date: string): { index: number; yearOnly: boolean } | null {
  const [year, part] = date.split('-')
  const y = Number(year)
  if (!Number.isInteger(y)) return null
  return part ? { index: y * 12 + Number(part) - 1, yearOnly: false } : { index: y * 12, yearOnly: true }
}

function intervalOf(
  start: string | undefined,
  end: string | undefined,
  today: Date,
): [number, number] | null {
  const from = start ? month(start) : null
  if (!from) return null
  const now = today.getUTCFullYear() * 12 + today.getUTCMonth() + 1
  const to = end ? month(end) : { index: now - 1, yearOnly: false }
  if (!to) return null
  // A bare year says nothing of the month: 2019 to 2021 counts as two years, one year alone as half.
  if (from.yearOnly && to.yearOnly) return [from.index, Math.max(to.index, from.index + 6)]
  return to.index < from.index ? null : [from.index, Math.min(now, to.yearOnly ? to.index + 6 : to.index + 1)]
}

/** Facts by post. Where posts were removed the JSON Resume closes the gap, while facts keep their paths. */
function factsByPost(facts: ProfileFact[], posts: number): { active: ProfileFact[]; any: boolean }[] {
  const groups = new Map<number, ProfileFact[]>()
  for (const fact of facts) {
    const index = /^\/work\/(\d+)\//.exec(fact.path)?.[1]
    if (index !== undefined) groups.set(Number(index), [...(groups.get(Number(index)) ?? []), fact])
  }
  const active = (own: ProfileFact[]) => own.filter((fact) => fact.state !== 'removed')
  const standing = [...groups].filter(([, own]) => active(own).length > 0).toSorted((a, b) => a[0] - b[0])
  if (standing.length === posts) return standing.map(([, own]) => ({ active: active(own), any: true }))
  return Array.from({ length: posts }, (_, index) => {
    const own = groups.get(index) ?? []
    return { active: active(own), any: own.length > 0 }
  })
}

const SHOWS_POST = new Set<ProfileFact['kind']>(['title', 'employer', 'start_date', 'end_date'])

/** The posts a person held. An entry whose every fact was removed is gone. */
export function readWork(facts: ProfileFact[], jsonResume: JsonResume, today: Date): WorkEntry[] {
  const posts = jsonResume.work ?? []
  const byPost = factsByPost(facts, posts.length)
  return posts.flatMap((post, index): WorkEntry[] => {
    const { active, any } = byPost[index] ?? { active: [], any: false }
    if (any && active.length === 0) return []
    const title = post.position ?? ''
    const words = affirmed(
      [
        title,
        post.summary ?? '',
        ...(post.highlights ?? []),
        ...active.filter((fact) => fact.kind === 'highlight').map((fact) => fact.text),
      ].join('\n'),
    )
    const skills = new Set(skillsOfTitle(title))
    for (const { skill } of findSkills(words)) {
      skills.add(skill)
      for (const parent of impliedBy(skill)) skills.add(parent)
    }
    const factIds = active
      .filter((fact) => SHOWS_POST.has(fact.kind))
      .map((fact) => fact.id)
      .toSorted()
    return [
      {
        title,
        interval: intervalOf(post.startDate, post.endDate, today),
        skills,
        roots: new Set(countRoots(words).keys()),
        factIds,
        current: !post.endDate,
      },
    ]
  })
}

/** Months covered by the entries, overlaps counted once. */
export function monthsOf(entries: WorkEntry[]): number {
  const intervals = entries
    .flatMap((entry) => (entry.interval ? [entry.interval] : []))
    .toSorted((a, b) => a[0] - b[0])
  let months = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const [from, to] of intervals) {
    months += Math.max(0, to - Math.max(from, reached))
    reached = Math.max(reached, to)
  }
  return months
}
