import { countRoots, rarity } from '../text/rarity.ts'
import { affirmed } from './negation.ts'
import type { Profile } from './profile.ts'

/** A word of the person's own titles or headline says what they are; others what they came across. */
const IN_TITLE = 1.5

/** Roots a résumé uses, each with the strength of the fact that uses it most strongly. */
export function heldRoots(profile: Profile): Map<string, number> {
  const held = new Map<string, number>()
  for (const fact of profile.facts) {
    if (!profile.stems.has(fact.id)) continue
    const strength = fact.kind === 'title' || fact.kind === 'headline' ? IN_TITLE : 1
    for (const key of countRoots(affirmed(fact.text)).keys())
      held.set(key, Math.max(held.get(key) ?? 0, strength))
  }
  return held
}

/** Roots a posting uses: repeats count ever less, the words of its title most. */
function wantedRoots(title: string, aboutTheJob: string): Map<string, number> {
  const wanted = new Map<string, number>()
  for (const [key, count] of countRoots(aboutTheJob)) wanted.set(key, (2 * count) / (count + 1))
  for (const key of countRoots(title).keys()) wanted.set(key, (wanted.get(key) ?? 0) + IN_TITLE)
  return wanted
}

/** German and others build compounds: "Formenbau" shares half of itself with "Formen". */
const COMPOUND_PART = 6
const HALF = 0.5

function compoundIn(held: ReadonlyMap<string, number>, wanted: string): number {
  if (wanted.length < COMPOUND_PART) return 0
  for (const key of held.keys()) {
    if (key.length < COMPOUND_PART || key.length === wanted.length) continue
    const [longer, shorter] = key.length > wanted.length ? [key, wanted] : [wanted, key]
    if (longer.startsWith(shorter) || longer.endsWith(shorter)) return HALF
  }
  return 0
}

/**
 * How much of what a posting says in telling of the job the résumé says too, 0 to 1. Rare words count, those
 * of every trade hardly; a long posting asks for more. Another fact can only add to it.
 */
export function likeness(held: ReadonlyMap<string, number>, title: string, aboutTheJob: string): number {
  let shared = 0
  let all = 0
  for (const [key, often] of wantedRoots(title, aboutTheJob)) {
    const weight = rarity(key) * often
    all += weight
    shared += weight * (held.has(key) ? 1 : compoundIn(held, key))
  }
  return 1 - Math.exp(-shared / (0.8 * Math.sqrt(Math.max(8, all))))
}
