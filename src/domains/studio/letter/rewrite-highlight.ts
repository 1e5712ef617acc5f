import { recogniseSkills } from '../../matching/recognise-skills.ts'
import { knownVerb, looksPast, pastOf, type Verb } from './verbs.ts'

/**
 * A bullet of a résumé made ready for a letter, every name and number as it was.
 * `clause` follows "I", `nominal` follows "my work included", `quote` is cited as it stands.
 */
export interface RewrittenHighlight {
  kind: 'clause' | 'nominal' | 'quote'
  text: string
}

const PARTICIPLE =
  /^(?:awarded|promoted|selected|chosen|nominated|invited|appointed|elected|recogni[sz]ed|seconded|assigned|hired|commended|entrusted|tasked|named|honou?red|trusted|praised|retained)$/i
const PASSIVE_NEXT = /^(?:to|as|for|by|from|among|within|with|twice|into)\b/i
/** What a person is rather than does: "my work included member of …" would be no sentence. */
const PERSON_FIRST =
  /^(?:top|best|first|winner|member|holder|finalist|chair|deputy|acting|sole|part-time|full-time|temporary|freelance|self-employed|employee|valid|current|full|clean|fluent|able|proficient|skilled|experienced|highly|strong|excellent|good|very|no|not|never|have|has|had|can|will|am|is|are|own|always|also|and|with|for|at|in|on|to|as|by|from)$/i
/** The noun that the phrase is about, before "of", "for", a comma …, names a person. */
const PERSON_HEAD =
  /^[^,:;(]*?(?:er|or|ist|ian|member|head|assistant|representative)s?(?=\s+(?:of|for|to|in|at|with|on|and)\b|[,:;(]|$)/i

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

/** The first sentence, or what stands before a semicolon; the rest of a long bullet stays in the résumé. */
function firstSentence(text: string): string {
  const end = /[\p{L}\p{N})%]{2}[.!?](?=\s+\p{Lu})/u.exec(text)
  const first = (end ? text.slice(0, end.index + 2) : text).split(/;\s/)[0] ?? text
  return first.split(' ').length >= 3 ? first : text
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

/** "Patient care" is lower-cased in a sentence, "Python scripting" is not. */
function lowerNoun(text: string, word: string): string {
  const isName = recogniseSkills(word).some(({ skill }) => skill === word.toLowerCase())
  return isName ? text : lowerFirst(text)
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

/** Signs of a fragment that reads badly inside a sentence. */
const FRAGMENT = /[|→•<>{}]|\s[–—-]\s|["“”]|\.{2,}|…|^[^\p{L}]/u

type Rewriter = (text: string, word: string, rest: string, ongoing: boolean) => RewrittenHighlight | null

const responsibility: Rewriter = (text, _word, _rest, ongoing) =>
  /^(?:responsible for|accountable for|in charge of)\s/i.test(text)
    ? { kind: 'clause', text: `${ongoing ? 'am' : 'was'} ${lowerFirst(text)}` }
    : null

const afterAdverb: Rewriter = (text, word, rest) =>
  /ly$/i.test(word) && knownVerb(rest.split(' ')[0] ?? '')?.form === 'past'
    ? { kind: 'clause', text: lowerFirst(text) }
    : null

const participle: Rewriter = (text, word, rest) => {
  if (!PARTICIPLE.test(word)) return null
  if (/^awarded$/i.test(word) || PASSIVE_NEXT.test(rest))
    return { kind: 'clause', text: `was ${lowerFirst(text)}` }
  // "Invited journal extension": neither "was invited to" nor somebody who invites.
  return DETERMINER.test(rest.split(' ')[0] ?? '') ? null : { kind: 'quote', text }
}

const nounPhrase: Rewriter = (text, word) =>
  knownVerb(word) || PERSON_FIRST.test(word) || PERSON_HEAD.test(text)
    ? null
    : { kind: 'nominal', text: lowerNoun(text, word) }

const rewriters = [responsibility, afterAdverb, participle, verbClause, nounPhrase]

export function rewriteHighlight(raw: string, ongoing: boolean): RewrittenHighlight {
  const text = tidy(firstSentence(raw.replace(/\s+/g, ' ').trim())).replace(/^I\s+(?=\p{Ll})/u, '')
  const quoted: RewrittenHighlight = { kind: 'quote', text: tidy(raw) }
  if (FRAGMENT.test(text) || !/\s/.test(text)) return quoted
  const [word = ''] = text.split(' ')
  const rest = text.slice(word.length + 1)
  for (const rewrite of rewriters) {
    const rewritten = rewrite(text, word, rest, ongoing)
    if (rewritten) return rewritten.kind === 'quote' ? quoted : rewritten
  }
  return quoted
}
