import type { Requirement } from '../schema.ts'
import { vocabulary } from '../skills/vocabulary.ts'
import { countRoots, rarity, root } from '../text/rarity.ts'
import type { Profile } from './profile.ts'

/** Whether everything telling in the words is among what the person says they lack. */
export function deniesWords(profile: Profile, words: string): boolean {
  const telling = [...countRoots(words).keys()].filter((key) => rarity(key) === 1)
  return telling.length > 0 && telling.every((key) => profile.denied.roots.has(key))
}

function deniesTerm(profile: Profile, term: string): boolean {
  if (vocabulary.skills.has(term)) return profile.denied.skills.has(term) && !profile.skills.has(term)
  const telling = term
    .split(' ')
    .map(root)
    .filter((key) => rarity(key) === 1)
  const denied = telling.filter((key) => profile.denied.roots.has(key))
  const shown = (key: string) => profile.texts.some(({ roots }) => roots.has(key))
  return denied.length > 0 && denied.length * 2 >= telling.length && !denied.every(shown)
}

/** "I haven't done formwork", "never used R": nothing near stands in for what the résumé itself denies. */
export function isDenied(profile: Profile, { detail, kind }: Requirement): boolean {
  if (kind !== 'skill' && kind !== 'experience_years') return false
  return detail.terms.length > 0 && detail.terms.every((term) => deniesTerm(profile, term))
}
