import type { Span } from '../../resumes/schema.ts'
import { trimSpan } from '../text/tokens.ts'

/** "We are looking for a backend engineer with …": what asks starts after the role. */
const SEEKING =
  /^(?:(?:for|in|as|to)\b[^,]{0,60},\s*)?(?:we(?:'re|’re| are)? (?:now |currently |also )?(?:looking for|seeking|need|hiring|want|searching for)|(?:our|the) (?:ideal|successful|right|perfect) (?:candidate|applicant|person|hire)(?: will)?|wir suchen|nous recherchons|buscamos)\s+(?:an? |eine?n? |une? )?[^,.;]{0,70}?\b(?:with|who (?:has|have|is|can|holds|brings|will have)|mit|avec|qui|con|having|has|have)\s+/iu
const ASKING =
  /^(?:and |but |also |ideally,? |preferably,? )?(?:(?:as (?:an?|the|our) [^,]{3,40},\s*)?(?:you(?:'ll|’ll| will)? (?:should |must |also |ideally |already |probably |will )*(?:need|have|bring|possess|hold|know|be)\b|you(?:'ve|’ve| have) (?:got )?|you(?:'re|’re| are)|you can|(?:candidates?|applicants?) (?:must|should|will|need to) (?:have|hold|be|possess)|must (?:have|hold|be|possess)|we (?:need|expect|require|ask for|want)|du (?:hast|bringst|verfügst über|bist)|sie (?:haben|bringen|verfügen über|sind)|vous (?:avez|êtes|possédez|maîtrisez|justifiez d['’e]\s?u?n?e?|disposez d['’e]\s?u?n?e?)|se requiere|tienes))\s+/iu

const ONLY_ROLE =
  /^(?:(?:to|for|in|as)\b[^,]{0,60},\s*)?(?:we(?:'re|’re| are)? (?:now |currently |also )?(?:looking for|seeking|need|hiring|want|searching for)|wir suchen|nous recherchons|buscamos)\b/iu
const QUALIFIED =
  /\b(?:with|who|mit|avec|con|qui|having|registered|qualified|licen[cs]ed|certified|fluent|speaking|experience\w*|examinierte\p{L}*|diplômé\p{L}*)(?![\p{L}])/iu

const ROLE_WANTED =
  /^(?:[\p{L}/()&-]+\s){1,6}(?:needed|wanted|gesucht)(?:[\s,!.]+(?:asap|urgently|now|immediately|for|in|at|by|to|ab|für)?(?!\p{L})[^;]*)?$/iu
const NAMES_A_DEMAND =
  /\b(?:knowledge|skills?|licen[cs]e|lic|cert\p{L}*|card|ticket|degree|diploma|qualif\p{L}*|abilit\p{L}*|exp|years?|yrs?|references?|own|is|are|permission|permit|right|checks?|vetting|clearance|kenntnisse|erfahrung)(?!\p{L})/iu

/** "We are looking for a staff nurse to join us" names the job and asks nothing more. */
export function namesOnlyTheRole(sentence: string): boolean {
  if (QUALIFIED.test(sentence)) return false
  return ONLY_ROLE.test(sentence) || (ROLE_WANTED.test(sentence) && !NAMES_A_DEMAND.test(sentence))
}

/** "Do you hold …?", "someone who's …", "the postholder shall …": the words that ask, whatever they ask. */
const ASKED_OF_SOMEONE =
  /^(?:(?:and|so|then|und)\s)?(?:.{0,60}?\b(?:someone|somebody|people|person|individuals?|those|candidates?|applicants?)(?:['’]s|\s(?:who(?:['’](?:s|ve|re)|\s(?:has|have|is|are|can|holds?|will have|brings?))?|with|that (?:has|have|is|are)))|(?:do|have|can|could|did|are|would) you(?: (?:also|already|currently|happy|comfortable|ok|okay|willing))?(?: (?:hold|have|got|possess|know|able to|spent|worked as|been|with|to))?|(?:it would be (?:nice|great|good|helpful) if you (?:were|are|have|had|can|also)|and if you (?:have|are|were|can))|if you (?:also |already )?(?:speak|have|hold|can|are)|if you['’]ve (?:done|worked on|worked with|got|used)?|(?:hast|bist|kannst) du|(?:haben|sind|können) sie|(?:avez|êtes)[- ]vous|¿\s?(?:tienes|eres|hablas)|the (?:post-?holder|successful (?:applicant|candidate)) (?:shall|will|must|should)(?: (?:be|have|hold))?|(?:should|shall|will|must) (?:be|have|hold)|(?:has|have|hold|holds|possess|possesses|is|are|be)\b)\s+/iu

const ONE_OF_A_REGISTER =
  /\b(?:register(?:ed)?|registration|licen[cs]ed|certified|chartered|accredited|qualified|admitted|approved)(?!\p{L})/iu
const UP_TO_THE_ROLE =
  /^.{0,60}?\b(?:looking for|seeking|need|hiring|want|searching for|suchen|recherchons|buscamos)\s+(?=\S)/iu

/** Of "we need a registered nurse with …" the role stays, as it says what one must be. */
function seekingLead(words: string): string | null {
  const lead = SEEKING.exec(words)?.[0]
  if (lead === undefined) return null
  return ONE_OF_A_REGISTER.test(lead) ? (UP_TO_THE_ROLE.exec(lead)?.[0] ?? null) : lead
}

/** Leaves away the words that only say that something is asked, when enough remains. */
export function withoutLeadIn(text: string, span: Span): Span {
  const words = text.slice(...span)
  const lead = seekingLead(words) ?? ASKING.exec(words)?.[0] ?? ASKED_OF_SOMEONE.exec(words)?.[0] ?? ''
  if (lead === '' || words.length - lead.length < 3) return span
  return trimSpan(text, [span[0] + lead.length, span[1]])
}
