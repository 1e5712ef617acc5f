import type { Span } from '../../resumes/schema.ts'
import { knownVerb, looksPast } from '../letter/verbs.ts'
import { isApplyingContext, isDisclaimed } from './clauses.ts'
import { isLanguageName, postingSays } from './credentials.ts'
import { isDenied, type IndexedFact } from './fact-index.ts'
import type { CheckContext, Mention, SentenceView } from './mention.ts'
import { fold, findPhrase, foldedWords, hasPhrase, inside, quote, type Word } from './words.ts'

const CONTACT =
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|https?:\/\/\S+|\bwww\.\S+|(?<![\p{L}\p{N}])\+?\(?\p{Nd}[\p{Nd}\s()/.-]{7,}\p{Nd}/giu

function digitsOnly(text: string): string {
  return text.replace(/\D/g, '')
}

export function findContacts(view: SentenceView, context: CheckContext): Mention[] {
  const known = context.index.facts.filter(({ fact }) => ['email', 'phone', 'url'].includes(fact.kind))
  return Array.from(view.text.matchAll(CONTACT)).flatMap((match): Mention[] => {
    const text = match[0].replace(/[.,;)]+$/, '')
    const isPhone = !/[@/]|www/i.test(text)
    // A run of digits and dashes may as well be a period; only a known number or an international prefix is a phone.
    const facts = known.filter(({ fact }) =>
      isPhone
        ? digitsOnly(fact.text) === digitsOnly(text)
        : fold(fact.text).includes(fold(text)) || fold(text).includes(fold(fact.text)),
    )
    if (isPhone && facts.length === 0 && !text.startsWith('+')) return []
    const span: Span = [match.index, match.index + text.length]
    return [
      {
        kind: 'contact',
        span,
        text,
        facts,
        free: false,
        reason: `${quote(text)} is in no contact detail of your résumé.`,
      },
    ]
  })
}

function isOrganisation({ fact }: IndexedFact): boolean {
  return fact.kind === 'employer' || fact.kind === 'institution'
}

/** Organisations that are known from the résumé or the posting, in whatever case they are written. */
export function findKnownOrganisations(view: SentenceView, context: CheckContext): Mention[] {
  const organisations = context.index.facts.filter((fact) => isOrganisation(fact) && fact.words.length > 0)
  const own = organisations.flatMap(({ words }) =>
    findPhrase(view.words, words).map((span): Mention => {
      const facts = organisations.filter(
        (other) => hasPhrase(other.words, words) && other.words.length === words.length,
      )
      return { kind: 'organisation', span, text: view.text.slice(...span), facts, free: false, reason: '' }
    }),
  )
  const name = foldedWords(context.posting?.hiringOrganization.name ?? '')
  const applied = findPhrase(view.words, name)
    .filter((span) => !own.some((mention) => inside(span, mention.span)))
    .map((span): Mention => {
      const text = view.text.slice(...span)
      const free = isApplyingContext(view.text, view.clauses, span[0])
      const reason = `Your résumé shows no work for ${quote(text)}, the organisation you are writing to.`
      return { kind: 'organisation', span, text, facts: [], free, reason }
    })
  return [...own, ...applied]
}

const CONNECTORS = new Set('of and & for the de la del di van von der du des und fur e y'.split(' '))
const PLAIN_CAPITALS = new Set(
  (
    'i dear hiring team manager madam sir kind best warm regards sincerely yours faithfully respectfully mr ms mrs dr prof cv ok ' +
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'monday tuesday wednesday thursday friday saturday sunday'
  ).split(' '),
)
const GERMAN = /\b(?:ich|und|der|die|das|mit|bei|eine?[mnr]?|für|als|habe|meine?[mnr]?)\b/giu

/** German capitalises every noun, so that a capital says nothing there. */
export function isGerman(sentence: string): boolean {
  return (sentence.match(GERMAN) ?? []).length >= 2
}

const ORGANISATION_SUFFIX =
  /^(?:gmbh|ag|inc|ltd|llc|plc|corp|corporation|kg|se|ug|sarl|bv|nv|university|universitat|hospital|college|klinikum|institute|bank|hochschule|limited)$/

function startsLikeName(word: Word, next: Word | undefined, text: string): boolean {
  if (/[\p{Ll}\p{N}]\p{Lu}|^\p{Lu}{2,}$/u.test(word.text)) return true
  if (acts(word, next, text)) return true
  if (/^['’]s\b/.test(text.slice(word.span[1])) || /['’]s$/.test(word.text)) return true
  return (
    next !== undefined &&
    /^\p{Lu}/u.test(next.text) &&
    next.folded !== 'i' &&
    text.slice(word.span[1], next.span[0]) === ' ' &&
    !isStarter(word)
  )
}

const COMMON_ENDING = /(?:s|ing|ly|ed|ment|tion|ity|ance|ence|ness|ship|body|one|thing|er|or)$/

/** "Globex hired me": a bare word at the start that does something is somebody, unless it sounds like a common noun. */
function acts(word: Word, next: Word | undefined, text: string): boolean {
  if (
    !next ||
    /^(?:i|we|he|she|they|it|you|this|that|who|which|what|all|my)$/.test(word.folded) ||
    isStarter(word)
  )
    return false
  if (COMMON_ENDING.test(word.folded) || text.slice(word.span[1], next.span[0]) !== ' ') return false
  return knownVerb(next.text)?.form === 'past' || looksPast(next.text)
}

function isStarter(word: Word): boolean {
  return /^(?:at|in|as|for|with|from|by|on|to|my|the|a|an|and|but|before|after|since|until|during|earlier|later|most|also|there|while|when|using|through|today|your|our|this|that|these|both|currently|previously|i'm|i've|as|over|under|within|between|including|bei|als|seit|fur|mit)$/.test(
    word.folded,
  )
}

function isCapitalised(word: Word): boolean {
  return (
    /^[^\p{Ll}]*\p{Lu}/u.test(word.text) &&
    !PLAIN_CAPITALS.has(word.folded.replace(/'.*$/, '')) &&
    !isLanguageName(word.folded)
  )
}

function isCandidate(view: SentenceView, at: number, german: boolean): boolean {
  const word = view.words[at]
  if (!word || !isCapitalised(word)) return false
  if (german) {
    const before = view.words[at - 1]
    const suffix = view.words.slice(at, at + 4).some(({ folded }) => ORGANISATION_SUFFIX.test(folded))
    return suffix || /^\p{Lu}{2,}$|\p{Ll}\p{Lu}/u.test(word.text) || before?.folded === 'bei'
  }
  const opens = at === 0 || /[.!?:]["”’)]*\s*["“‘(]*$|^["“‘(]+$/.test(view.text.slice(0, word.span[0]))
  return !opens || startsLikeName(word, view.words[at + 1], view.text)
}

/** Whether the word at `at` goes on with the name before it; "of", "and" … may stand between two capitals. */
function continuesName(view: SentenceView, at: number, german: boolean): boolean {
  const word = view.words[at]
  const previous = view.words[at - 1]
  if (!word || !previous || !/^(?:\s|\s?&\s?)$/.test(view.text.slice(previous.span[1], word.span[0])))
    return false
  const next = view.words[at + 1]
  if (CONNECTORS.has(word.folded)) {
    return next !== undefined && isCapitalised(next) && view.text.slice(word.span[1], next.span[0]) === ' '
  }
  if (german) return isCandidate(view, at, german)
  return isCapitalised(word) || /^\p{N}/u.test(word.text)
}

function capitalRuns(view: SentenceView): Word[][] {
  const runs: Word[][] = []
  const german = isGerman(view.text)
  for (let at = 0; at < view.words.length; at++) {
    if (!isCandidate(view, at, german)) continue
    let next = at + 1
    while (continuesName(view, next, german)) next += 1
    runs.push(view.words.slice(at, next))
    at = next - 1
  }
  return runs
}

function factsNaming(words: string[], context: CheckContext): IndexedFact[] {
  const bare = words.map((word) => word.replace(/'s$/, ''))
  return context.index.facts.filter((fact) => hasPhrase(fact.words, words) || hasPhrase(fact.words, bare))
}

function toMention(view: SentenceView, words: Word[], context: CheckContext): Mention {
  const span: Span = [words[0]?.span[0] ?? 0, words.at(-1)?.span[1] ?? 0]
  const text = view.text.slice(...span)
  const folded = words.map((word) => word.folded)
  const bare = folded.map((word) => word.replace(/'s$/, ''))
  const facts = factsNaming(folded, context).filter(
    (fact) => !isDenied(fact.fact.text, fold(fact.fact.text).indexOf(bare[0] ?? '')),
  )
  const applying =
    isApplyingContext(view.text, view.clauses, span[0]) &&
    context.applyingPhrases.some((phrase) => hasPhrase(phrase, bare))
  const organisations = facts.filter(isOrganisation)
  return {
    kind: organisations.length > 0 ? 'organisation' : 'name',
    span,
    text,
    facts: organisations.length > 0 ? organisations : facts,
    free:
      facts.length === 0 &&
      (applying || postingSays(view, context, span, text) || isDisclaimed(view.text, span[0])),
    reason: `${quote(text)} is in no fact of your résumé.`,
  }
}

/** A run that isn't known as a whole is judged by its parts between "of", "and" …: "Python and Rust". */
function parts(words: Word[]): Word[][] {
  const split: Word[][] = [[]]
  for (const word of words) {
    if (CONNECTORS.has(word.folded)) split.push([])
    else split.at(-1)?.push(word)
  }
  return split.filter((part) => part.length > 0)
}

/** Names of organisations, products, places, people …: whatever is capitalised and no common word. */
export function findNames(view: SentenceView, context: CheckContext, known: Span[]): Mention[] {
  return capitalRuns(view).flatMap((run): Mention[] => {
    const whole = toMention(view, run, context)
    if (known.some((span) => inside(whole.span, span))) return []
    if (whole.facts.length > 0 || whole.free) return [whole]
    const pieces = parts(run)
    if (pieces.length > 1) return pieces.map((piece) => toMention(view, piece, context))
    return [whole]
  })
}

/** A greeting or a parting line: polite words only, which name nobody's past. */
export function isFormula(sentence: string): boolean {
  const polite =
    /^(?:dear|hello|hi|to whom|sehr geehrte|guten tag|hallo|liebe[rs]?|kind regards|best regards|best wishes|regards|sincerely|yours|mit freundlichen|freundliche|viele gr)/i
  return (
    polite.test(sentence) &&
    sentence.split(/\s+/).length <= 8 &&
    !/\p{N}/u.test(sentence) &&
    !/[a-z]\.$/i.test(sentence)
  )
}
