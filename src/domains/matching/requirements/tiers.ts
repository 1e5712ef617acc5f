import type { Span } from '../../resumes/schema.ts'
import type { Requirement } from '../schema.ts'
import { contentWordCount } from '../text/words.ts'
import { findTierCue } from './cues.ts'

type Tier = Requirement['tier']
type Reach = 'alone' | 'onwards' | 'backwards'

const OF_ALL =
  /\b(?:are|were|would(?: \p{L}+)? be|would|sind|wären|sont|seraient|serían|son|both|all|alle|tous|sono|zijn)\s(?:\p{L}+\s){0,3}$/iu

/** How far words about the tier reach: "(preferred)" to its own item, "Ideally …" onwards, "… are desirable" back. */
function reachOf(words: string, at: number): Reach {
  const before = words.slice(0, at)
  const opened = before.lastIndexOf('(') > before.lastIndexOf(')')
  if (opened) return 'alone'
  if (contentWordCount(before) === 0) return 'onwards'
  return OF_ALL.test(`${before.trimEnd()} `) ? 'backwards' : 'alone'
}

const PLAINLY_JOINED = /^\s*(?:and|&|und|et|y|e)\s*$/iu

/** The tier of each item of one sentence, from the words in it that soften or insist. */
export function tiersOf(text: string, items: Span[], base: Tier): Tier[] {
  const tiers: (Tier | null)[] = items.map(() => null)
  let onwards: Tier | null = null
  let fixed = 0
  items.forEach((span, index) => {
    const words = text.slice(...span)
    const cue = findTierCue(words)
    if (!cue) {
      tiers[index] = onwards
      return
    }
    tiers[index] = cue.tier
    const reach = reachOf(words, cue.at)
    if (reach === 'onwards') onwards = cue.tier
    const previous = items[index - 1]
    const pair =
      previous !== undefined && items.length === 2 && PLAINLY_JOINED.test(text.slice(previous[1], span[0]))
    if (reach === 'backwards' || (pair && reach === 'alone' && !words.includes('(')))
      for (let other = fixed; other < index; other++) tiers[other] = cue.tier
    fixed = index + 1
  })
  return tiers.map((tier) => tier ?? base)
}
