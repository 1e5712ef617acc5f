import { findSkills } from '../skills/recognition.ts'
import { isSoft } from '../skills/vocabulary.ts'
import { contentWordCount } from '../text/words.ts'
import { findCredentials } from './credentials.ts'
import { lowestEducation } from './education.ts'
import { findLanguages } from './languages.ts'

const PREPOSITION =
  /\s(?:of|in|with|using|for|to|on|as|at|by|from|including|between|before|after|about|under|and|von|mit|im|über|zu|zum|zur|de|d['’]|en|des|du|con|del|sur)\s/giu

const LEAD = /^(?:(?:you(?:['’](?:ve|re|ll))?|have|has|can|will|be|are|who|must)\s)+/iu

export function objectOf(words: string): string {
  let cut = LEAD.exec(words)?.[0].length ?? 0
  for (const match of words.matchAll(PREPOSITION)) cut = Math.max(cut, match.index + match[0].length)
  return words.slice(cut)
}

export function count(words: string): number {
  return words.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

/** Written like the name of something: capitals within, digits, or a capital where no sentence begins. */
export function isName(words: string, opens: boolean): boolean {
  const first = words.trim().split(/[\s-]+/)[0] ?? ''
  return /\d|^\p{Lu}.*\p{Lu}/u.test(first) || (!opens && /^\p{Lu}/u.test(first))
}

const ADJECTIVE =
  /(?:\p{L}{2}(?:ous|ful|ible|able|less|ical|onal|tal|nal|rial|tive|sive|tic|fic)|written|spoken|oral|verbal|strong|good|new|large|small|clear|basic|sharp|fast|kind|calm|local|global|daily|weekly|monthly|annual|warm|safe|clean|relevant|excellent|reliable|flexible|friendly|proactive|fluent|independent|manual|digital|visual|medical|dental|legal|social|clinical|mental|residential|commercial|industrial|domestic|civil|(?:\p{Ll}{3,})(?:ige|liche|ische|ative|bare|same|volle|te|ene))$/iu
const NOUN_AFTER_ALL =
  /(?:\b(?:logistic|music|traffic|clinic|topic|referral|approval|portal|hospital|material|journal|removal|disposal|initiative|archive|objective|representative|executive|vegetable|cable|table|metal|rental|festival|proposal|capital|animal|manual|journal)s?|[^s]s)$/iu

export function isAdjective(words: string): boolean {
  const last = words.trim().split(/\s+/).at(-1) ?? ''
  return ADJECTIVE.test(last) && !NOUN_AFTER_ALL.test(last)
}

export const YEARS =
  /\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|fünf|trois|quatre|cinq|dos|tres|cinco|twelve|eighteen)\s*\+?\s*(?:or more )?(?:years?|yrs?|months?|jahre?|monate?|ans|mois|años|meses)(?!\p{L})/iu
const OPENS_SOMETHING =
  /^(?:(?:an?|the|some|your|their|own|and|have|has|hold|holds|valid|current|full|good|strong|excellent|solid|proven|relevant|basic|previous|prior|gute?|sehr|fundierte|bonnes?|buen\p{L}?)\s+)*(?:experience|knowledge|understanding|familiarity|abilit|able to|proficien|fluen|licen|certif|degree|diploma|registration|registered|accredit|member|eligib|willing|knows|speaks|enjoys|likes|loves|thinks|takes pride|right to|clearance|commitment|attention|skills?|erfahrung|kenntnisse?|\p{L}+kenntnisse|\p{L}+erfahrung|bereitschaft|führerschein|connaissance|maîtrise|expérience|permis|experiencia|conocimiento|carn[eé]t?|dominio|disponibilidad)/iu

/** Names a thing of its own kind: years, a degree, a credential, or what only a requirement begins with. */
export function standsAlone(words: string): boolean {
  return (
    YEARS.test(words) ||
    OPENS_SOMETHING.test(words) ||
    findCredentials(words).length > 0 ||
    lowestEducation(words) !== null
  )
}

export function bothLanguages(left: string, right: string): boolean {
  return (
    findLanguages(left).length > 0 &&
    findLanguages(right).length > 0 &&
    contentWordCount(right) <= 3 &&
    !/\b(?:plus|bonus|advantage|vorteil|atout|preferred|desirable)/iu.test(right)
  )
}

export function isTool(words: string): boolean {
  return findSkills(words).some((mention) => !isSoft(mention.skill))
}
