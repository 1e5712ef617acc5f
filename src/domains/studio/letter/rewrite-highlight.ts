import { knownVerb, looksPast, pastOf, type Verb } from './verbs.ts'

/**
 * A bullet of a résumé made ready for a letter, every name and number as it was.
 * `clause` follows "I", `nominal` follows "my work included", `quote` is cited as it stands.
 */
export interface RewrittenHighlight {
  kind: 'clause' | 'nominal' | 'quote'
  text: string
}

const PASSIVE_WITH =
  /^(?:promoted|selected|chosen|nominated|invited|appointed|elected|recogni[sz]ed|seconded|assigned|hired|commended|entrusted|tasked|named|honou?red|trusted|praised|retained)$/i
const PASSIVE_NEXT = /^(?:to|as|for|by|from|among|within|with|twice|into)\b/i
const NOMINAL_FIRST =
  /(?:tion|sion|ment|ance|ence|ship|ity|ysis)$|^(?:patient|customer|client|staff|daily|weekly|monthly|team|care|stock|food|cash|project|budget|data|medication|wound|quality|inventory|night|day|end-to-end|full|basic|general|first|preventive|preventative|routine|overall|close|member)$/i
const DETERMINER =
  /^(?:a|an|the|all|each|every|our|its|their|his|her|this|these|those|both|any|new|up|daily|weekly|monthly|various|multiple|several|and|with|on|for|in|to|across|over|more|\d.*|[a-z]+ly|customers?|clients?|patients?|students?|children|guests?|teams?|staff|orders?|products?|goods|data|reports?|code|software|employees|colleagues|sales|invoices|payments|\p{L}+s)$/iu

/** Bare countable nouns that a bullet leaves without their article: "Led team of 5". */
const BARE =
  /^(?<verb>\p{L}+) (?<noun>(?:(?!(?:a|an|the|of|and|with|for|in|to|our|their|\p{L}+s)\b)\p{L}[\p{L}-]* ){0,2}(?:team|crew|group|department|project|unit|squad|shift|programme|program|campaign|budget|portfolio|fleet|ward|class|branch|store|network|database|website|app))(?= (?:of|with|for|in|at|that|which|to|from)\b|[.,;]|$)/iu

export function withArticle(noun: string): string {
  return `${articleFor(noun)} ${noun}`
}

export function articleFor(phrase: string): 'a' | 'an' {
  const word = /^[\p{L}\p{N}]+/u.exec(phrase.trim())?.[0] ?? ''
  // Letters read one by one: "an SRE", "an MRI", but "a UX designer".
  if (/^[A-Z]{2,4}$/.test(word) && !/^(?:NATO|NASA|LEAD|SAP)$/.test(word))
    return /^[AEFHILMNORSX]/.test(word) ? 'an' : 'a'
  if (/^(?:uni|use|usu|eu|one\b|once\b|ukr|uti|ure)/i.test(word)) return 'a'
  return /^(?:[aeiou]|hour|honest|honou?r|heir|8|11\b|18\b)/i.test(word) ? 'an' : 'a'
}

function addArticle(clause: string): string {
  const match = BARE.exec(clause)
  const { verb, noun } = match?.groups ?? {}
  if (!verb || !noun) return clause
  return `${verb} ${withArticle(noun)}${clause.slice(verb.length + 1 + noun.length)}`
}

function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/^[\s•·▪◦*–—-]+/, '')
    .trim()
    .replace(/[\s.;,:]+$/, '')
}

/** The first sentence; the rest of a long bullet stays in the résumé. */
function firstSentence(text: string): string {
  const end = /[\p{L}\p{N})%]{2}[.!?](?=\s+\p{Lu})/u.exec(text)
  const first = end ? text.slice(0, end.index + 2) : text
  return first.split(' ').length >= 4 ? first : text
}

const FOLLOWING_VERB = /(?:\band|,|&)\s+(?:(?:also|then|successfully)\s+)?(\p{L}+)(?=\s+(\S+)|$)/giu

/** Puts each verb that stands in the first one's row into the same tense; null when one of them is doubtful. */
function inflect(clause: string, first: Verb, change: (verb: Verb) => string): string | null {
  let doubtful = false
  const changed = clause.replace(FOLLOWING_VERB, (whole: string, word: string, next: string | undefined) => {
    const verb = knownVerb(word)
    if (!verb || verb.form !== first.form || /^\p{Lu}/u.test(word)) return whole
    if (verb.ambiguous && !DETERMINER.test(next ?? '')) doubtful = true
    return whole.slice(0, -word.length) + change(verb)
  })
  return doubtful ? null : changed
}

function lowerFirst(text: string): string {
  return /^\p{Lu}(?:\p{Ll}|\s|-|$)/u.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text
}

function verbClause(text: string, word: string, rest: string, ongoing: boolean): RewrittenHighlight | null {
  const verb = knownVerb(word)
  if (!verb) return looksPast(word) ? { kind: 'clause', text: addArticle(lowerFirst(text)) } : null
  if (verb.ambiguous && verb.form !== 'past' && !DETERMINER.test(rest.split(' ')[0] ?? '')) return null
  if (verb.form === 'past') return { kind: 'clause', text: addArticle(lowerFirst(text)) }
  if (verb.form === 'gerund') return { kind: 'nominal', text: lowerFirst(text) }
  const change = (each: Verb) => (ongoing ? each.base : pastOf(each.base))
  const tail = inflect(rest, verb, change)
  return tail === null ? null : { kind: 'clause', text: addArticle(`${change(verb)} ${tail}`.trim()) }
}

function passive(text: string, word: string, rest: string): RewrittenHighlight | null {
  const isPassive = /^awarded$/i.test(word) || (PASSIVE_WITH.test(word) && PASSIVE_NEXT.test(rest))
  return isPassive ? { kind: 'clause', text: `was ${lowerFirst(text)}` } : null
}

/** Signs of a fragment that reads badly inside a sentence. */
const FRAGMENT = /[|→•;<>{}]|:\s|\s[–—-]\s|["“”]|\.{2,}|…|^[^\p{L}]/u

export function rewriteHighlight(raw: string, ongoing: boolean): RewrittenHighlight {
  const text = tidy(firstSentence(raw.replace(/\s+/g, ' ').trim())).replace(/^I\s+(?=\p{Ll})/u, '')
  const quoted: RewrittenHighlight = { kind: 'quote', text: tidy(raw) }
  if (FRAGMENT.test(text) || !/\s/.test(text)) return quoted
  const [word = '', ...others] = text.split(' ')
  const rest = others.join(' ')
  if (/^(?:responsible for|accountable for|in charge of)\s/i.test(text)) {
    return { kind: 'clause', text: `${ongoing ? 'am' : 'was'} ${lowerFirst(text)}` }
  }
  if (/ly$/i.test(word) && knownVerb(others[0] ?? '')?.form === 'past')
    return { kind: 'clause', text: lowerFirst(text) }
  const clause = passive(text, word, rest) ?? verbClause(text, word, rest, ongoing)
  if (clause) return clause
  const verb = knownVerb(word)
  if (NOMINAL_FIRST.test(word) && (!verb || verb.ambiguous))
    return { kind: 'nominal', text: lowerFirst(text) }
  return quoted
}
