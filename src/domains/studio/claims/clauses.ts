import type { Span } from '../../resumes/schema.ts'

export interface Clause {
  /** In the sentence. */
  span: Span
  text: string
  /** It speaks about the posting ("you ask for …"), not about the person. */
  aboutPosting: boolean
}

const CLAUSE_END =
  /[;:]\s|\s[—–]\s|,?\s(?:but|and|while|whereas|where|which|aber|und|während|wobei)\s(?=(?:I|my|as an?|in my|at my|ich|mein\p{L}*|als)\s)|,\s(?=(?:I|my|as an?|ich|mein\p{L}*|als)\s)/giu
const FIRST_PERSON =
  /\b(?:I|me|my|mine|myself|we|our|ich|mir|mich|mein(?:e[mnrs]?)?|wir|unser(?:e[mnrs]?)?)\b/iu
const ABOUT_POSTING =
  /^\s*(?:you|your|what you|(?:the|this|your) (?:role|position|job|post|posting|vacancy|advertisement|team|tasks?|requirements?)|sie|ihr(?:e[mnrs]?)?|(?:die|diese|ihre) (?:stelle|position|ausschreibung|anzeige))\b/iu

export function splitClauses(sentence: string): Clause[] {
  const cuts = [0]
  for (const match of sentence.matchAll(CLAUSE_END)) cuts.push(match.index + match[0].length)
  cuts.push(sentence.length)
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1] ?? sentence.length
    const text = sentence.slice(start, end)
    return { span: [start, end], text, aboutPosting: ABOUT_POSTING.test(text) && !FIRST_PERSON.test(text) }
  })
}

export function clauseAt(clauses: Clause[], position: number): Clause | undefined {
  return clauses.find(({ span }) => position >= span[0] && position < span[1])
}

const APPLYING =
  /\b(?:appl(?:y|ying|ication)|interest(?:ed)?|position|role|vacancy|opening|opportunity|job|join(?:ing)?|your|you|advertised|posting|look(?:ing)? forward|hope|would (?:like|love|welcome|be)|contribute|dear|bewerb\p{L}*|stelle|ausschreibung|ihr(?:e[mnrs]?)?|sehr geehrte\p{L}*)\b/iu
/** Right before the name: what follows is said of the person. */
const OF_PERSON =
  /\b(?:as|was|am|were|been|became|being|served|worked (?:at|for|with|in)|working (?:at|with)|employed (?:at|by|with)|my (?:\p{L}+ ){0,2}(?:role|position|job|post|time|work|years?|experience|career)(?: (?:as|at|with|in|for|of))?|hold|held|led|managed|experience (?:as|at|with|in|of|on)|experienced in|skilled (?:in|with)|know|knew|used?|using|als|war|bin|arbeite(?:te)? (?:bei|als|mit)|tätig (?:bei|als)|meiner (?:zeit|arbeit|stelle) (?:bei|als))\s+(?:the |an? |der |die |das |einer? )?["“'‘]?$/iu
const APPLYING_AS =
  /\b(?:appl\w+ for|interested in|(?:the|your)) (?:\p{L}+ )?(?:role|position|post|job|vacancy) (?:as|of)\s+(?:the |an? )?["“'‘]?$|(?:stelle|position|bewerbung) als\s+["“'‘]?$/iu

/** Whether naming the posting's title or organisation here says what is applied for, and nothing of the person. */
export function isApplyingContext(sentence: string, clauses: Clause[], at: number): boolean {
  const clause = clauseAt(clauses, at)
  if (!clause) return false
  if (clause.aboutPosting) return true
  const before = sentence.slice(clause.span[0], at)
  if (APPLYING_AS.test(before)) return !/\bmy (?:\p{L}+ )?(?:role|position|post|job)\b/iu.test(before)
  if (OF_PERSON.test(before)) return false
  return (
    APPLYING.test(before) ||
    /^\S*\s+(?:asks?|needs?|looks?|is looking|seeks?|offers?|wants?|sucht)\b/i.test(sentence.slice(at))
  )
}
