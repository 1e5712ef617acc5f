import { findSkills } from '../skills/recognition.ts'
import { isSoft } from '../skills/vocabulary.ts'
import { contentWordCount } from '../text/words.ts'
import { type Clause } from './draft.ts'
import { readSpecialKinds } from './special-kinds.ts'

const FINITE =
  /\b(?:we|our|us|they|he|she|i|it|this|is|are|was|were|will|has|have|had|can|offers?|pays?|provides?|needs|wants|works?|runs?|makes?|wir|unser\p{L}*|ist|sind|wird|haben|nous|notre|est|sont|somos|es|son|siamo|wij|zijn)(?!\p{L})/iu
const TRAIT =
  /\b(?:own (?:\p{L}+ ){0,2}(?:tools?|van|car|transport|vehicle|ppe|kit|laptop)|manner|team player|reliable|punctual|honest|tidy|trustworthy|hard-?working|sober|well-?spoken|references|self-?starter|knowledge|experience|exp)\b/iu

/** In an advertisement of few words a phrase without a verb asks: "Law degree or equal. 2 yrs exp. Own tools." */
export function isAskingFragment(clause: Clause): boolean {
  const { words } = clause
  if (contentWordCount(words) > 9 || FINITE.test(words) || words.endsWith('?')) return false
  return (
    TRAIT.test(words) ||
    readSpecialKinds(clause).drafts.length > 0 ||
    (!/\b(?:an?|the|join|come|call|apply)\b/i.test(words) &&
      contentWordCount(words) <= 4 &&
      findSkills(words).some((mention) => isSoft(mention.skill)))
  )
}
