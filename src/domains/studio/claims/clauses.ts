import type { Span } from '../../resumes/schema.ts'
import { knownVerb, looksPast } from '../letter/verbs.ts'

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
  /^\s*(?:(?:as )?(?:what )?you (?:\p{L}+ )?(?:ask|need|seek|want|require|expect|mention|list|name|describe|write|say|state|are (?:looking|hiring|searching))|your (?:posting|advertisement|advert|ad|vacancy|role|position|job|team|company|requirements?|description)|(?:the|this) (?:role|position|job|post|posting|vacancy|advertisement|requirements?)|sie (?:suchen|fordern|erwarten|wünschen|nennen|brauchen)|ihre (?:stelle|anzeige|ausschreibung)|(?:die|diese) (?:stelle|position|ausschreibung|anzeige))\b/iu

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

const DENIAL =
  /(?:\b(?:no|not|never|without|kein\p{L}*|ohne|nie|nicht)|n['’]t)\s+(?:(?:yet|worked|work|used|use|had|have|been|any|much|direct|formal|professional|practical|commercial|hands-on|real|prior|experience|knowledge|skills?|with|in|at|of|to|a|an|the|or|for|erfahrung\p{L}*|kenntnisse?|praxis|mit|bei|von)\s+){0,8}$/iu

/** "I can learn …" says that it isn't there yet. */
const INTENTION =
  /\b(?:can|could|will|would|(?:want|eager|willing|ready|like|keen|happy|hope|plan) to)\s+(?:\p{L}+ly\s+)?(?:learn|pick up)\s+$/iu

/** "I have not worked with …": only words of having or using stand between the denial and what it denies. */
export function isDisclaimed(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 90), at)
  return DENIAL.test(before) || INTENTION.test(before)
}

export function clauseAt(clauses: Clause[], position: number): Clause | undefined {
  return clauses.find(({ span }) => position >= span[0] && position < span[1])
}

/** What shows that the person speaks of the job they want. */
const APPLYING =
  /\b(?:appl(?:y|ying|ication)|interest(?:s|ed|ing)?|excited|eager|keen|glad|delighted|bring|fit|want|believe|admire|value|draws?|appeals?|attracts?|vacancy|opening|opportunity|join(?:ing)?|your|you|advertised|posting|look(?:ing)? forward|hope|would (?:like|love|welcome|be)|contribute|dear|bewerb\p{L}*|ausschreibung|ihr(?:e[mnrs]?)?|sehr geehrte\p{L}*)\b/iu
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
  if (!OF_PERSON.test(before) && isAdvertised(before, sentence.slice(at)) && !tellsOwnPast(clause.text))
    return true
  if (!APPLYING.test(clause.text) || tellsOwnPast(clause.text))
    return asks(sentence, at) && !OF_PERSON.test(before)
  if (APPLYING_AS.test(before)) return !/\bmy (?:\p{L}+ )?(?:role|position|post|job)\b/iu.test(before)
  return !OF_PERSON.test(before)
}

/** "the Data Engineer role" */
function isAdvertised(before: string, rest: string): boolean {
  return (
    /\b(?:the|this|your)\s+["“]?$/i.test(before) &&
    /^(?:\S+\s+){1,8}?(?:role|position|job|post|vacancy|opening)\b/i.test(rest)
  )
}

/** "Brightwater needs …" */
function asks(sentence: string, at: number): boolean {
  return /^\S*\s+(?:\S+\s+)?(?:asks?|needs?|looks?|is looking|seeks?|offers?|wants?|sucht)\b/i.test(
    sentence.slice(at),
  )
}

const WANTING = /^(?:applied|saw|read|found|noticed|came|learned|heard|discovered)$/

/** "I led …", "I have worked …" in the same clause: what it names is then said of the person's past. */
function tellsOwnPast(clause: string): boolean {
  return Array.from(clause.matchAll(/\bI (?:(?:have|had|\p{L}+ly|also) )*(\p{L}+)/giu)).some(
    ([, verb = '']) => {
      const known = knownVerb(verb)
      return (
        !WANTING.test(verb) &&
        (known?.form === 'past' || /^(?:was|been|became|did)$/.test(verb) || looksPast(verb))
      )
    },
  )
}
