import type { Span } from '../../resumes/schema.ts'
import { isApplyingContext } from './clauses.ts'
import type { IndexedFact } from './fact-index.ts'
import type { CheckContext, Mention, SentenceView } from './mention.ts'
import { titlePhrases } from './posting-title.ts'
import { findPhrase, hasPhrase, inside, quote, wordsOf, type Word } from './words.ts'

const HEADS = new Set(
  (
    'engineer developer programmer architect analyst scientist manager director officer administrator admin consultant designer ' +
    'technician electrician plumber mechanic nurse midwife doctor physician surgeon therapist physiotherapist pharmacist dentist ' +
    'paramedic carer caregiver teacher lecturer tutor professor instructor trainer principal coach accountant bookkeeper auditor ' +
    'controller cashier clerk secretary assistant receptionist coordinator supervisor foreman lead head chief specialist expert ' +
    'associate representative agent advisor adviser broker buyer planner dispatcher driver operator picker packer courier chef cook ' +
    'baker butcher waiter waitress bartender barista housekeeper cleaner janitor concierge host hostess salesperson salesman marketer ' +
    'copywriter editor journalist writer translator interpreter researcher chemist biologist physicist statistician economist lawyer ' +
    'attorney solicitor paralegal counsel judge recruiter welder machinist carpenter painter roofer bricklayer builder installer fitter ' +
    'inspector surveyor estimator owner founder cofounder president partner executive ceo cto cfo coo vp intern trainee apprentice ' +
    'student volunteer fellow guard firefighter soldier pilot steward captain librarian curator photographer producer stylist ' +
    'hairdresser beautician gardener farmer tester administratorin leiter leiterin ingenieur ingenieurin entwickler entwicklerin ' +
    'kaufmann kauffrau fachkraft pfleger pflegerin lehrer lehrerin elektriker elektrikerin koch kochin fahrer fahrerin meister meisterin ' +
    'berater beraterin verkaufer verkauferin buchhalter buchhalterin sachbearbeiter sachbearbeiterin geschaftsfuhrer geschaftsfuhrerin'
  ).split(' '),
)
/** Words that raise a title; leaving out one that lowers it raises it too. */
const RAISING = new Set(
  'senior sr lead principal staff head chief director executive vice managing deputy general global regional national master certified chartered registered licensed qualified leitender leitende leitung leiter oberarzt chef'.split(
    ' ',
  ),
)
const LOWERING = new Set(
  'junior jr assistant associate deputy trainee intern internship apprentice student graduate working acting interim vice aspiring former auszubildender auszubildende azubi praktikant praktikantin werkstudent werkstudentin stellvertretender stellvertretende'.split(
    ' ',
  ),
)
const NOT_A_TITLE = new Set(
  'player member reader learner number matter order letter newcomer beginner user customer career whether other former per sister mother father brother part team group whole result reminder starter factor indicator mentor contributor supporter owner communicator listener thinker solver problem-solver worker performer achiever self-starter multitasker believer fan perfectionist doer finisher sparring-partner early-riser collaborator colleague insider outsider newcomer insider role-model asset'.split(
    ' ',
  ),
)

const ROLE_FRAMES = [
  /\b(?:as|was|am|been|became|being|become)\s+(?:a|an|the)\s+/giu,
  /\b(?:as|titled?|promoted to|appointed|the (?:role|position|title|post) of|my (?:role|position|job|work|time|years) as)\s+(?:(?:a|an|the)\s+)?(?=\p{L})/giu,
  /\b(?:als|bin|war)\s+(?:(?:ein|eine|einen)\s+)?(?=\p{Lu})/gu,
]
const PHRASE_END =
  /^(?:at|for|in|with|on|and|or|but|who|which|where|that|since|from|to|by|until|during|i|my|bei|im|in|seit|von|und|habe|war|bin)$/

function isHead(folded: string): boolean {
  return HEADS.has(folded) || HEADS.has(folded.replace(/^co-?/, ''))
}

/** The words of a role from `start` on: up to a preposition, punctuation or a verb's subject. */
function phraseFrom(view: SentenceView, start: number): Word[] {
  const words: Word[] = []
  for (const word of view.words) {
    if (word.span[0] < start) continue
    const previous = words.at(-1)
    if (words.length >= 8 || PHRASE_END.test(word.folded)) break
    if (previous && /[,.;:!?()"“”]/.test(view.text.slice(previous.span[1], word.span[0]))) break
    words.push(word)
  }
  while (words.length > 0 && /^(?:of|the|a|an)$/.test(words.at(-1)?.folded ?? '')) words.pop()
  return words
}

function looksLikeRole(words: Word[]): boolean {
  return words.some(({ folded, text }, at) => {
    if (isHead(folded)) return true
    const last = at === words.length - 1 || words[at + 1]?.folded === 'of'
    return (
      last &&
      !NOT_A_TITLE.has(folded) &&
      (/(?:er|or|ist|ian)$/.test(folded) || (folded.endsWith('in') && /^\p{Lu}/u.test(text)))
    )
  })
}

function spanOf(words: Word[]): Span | null {
  const first = words[0]
  const last = words.at(-1)
  return first && last ? [first.span[0], last.span[1]] : null
}

/** Phrases that say what the person is or was: after "as a …", or wherever a senior-sounding role is named. */
function rolePhrases(view: SentenceView): Span[] {
  const spans: Span[] = []
  for (const frame of ROLE_FRAMES) {
    for (const match of view.text.matchAll(frame)) {
      const words = phraseFrom(view, match.index + match[0].length)
      const span = looksLikeRole(words) ? spanOf(words) : null
      if (span) spans.push(span)
    }
  }
  view.words.forEach((word, at) => {
    if (!RAISING.has(word.folded) && !LOWERING.has(word.folded)) return
    const head = view.words.slice(at, at + 4).findIndex((next, offset) => offset > 0 && isHead(next.folded))
    const span = head > 0 ? spanOf(view.words.slice(at, at + head + 1)) : null
    if (span && !/[,.;:]/.test(view.text.slice(...span))) spans.push(span)
  })
  return spans
}

/** Titles of the résumé that are named word for word, widened by what would raise them. */
function namedTitles(view: SentenceView, titles: string[][]): Span[] {
  return titles.flatMap((title) =>
    findPhrase(view.words, title).map((span): Span => {
      const at = view.words.findIndex((word) => word.span[0] === span[0])
      let start = span[0]
      for (let before = at - 1; before >= 0; before--) {
        const word = view.words[before]
        if (!word || !RAISING.has(word.folded)) break
        start = word.span[0]
      }
      return [start, span[1]]
    }),
  )
}

/** A fact states a title when it has the words in a row and none before them that would lower it. */
function statesTitle(fact: IndexedFact, words: string[]): boolean {
  if (
    !['title', 'headline', 'summary', 'highlight', 'certificate', 'licence', 'volunteer', 'project'].includes(
      fact.fact.kind,
    )
  )
    return false
  for (let at = 0; at + words.length <= fact.words.length; at++) {
    if (!words.every((word, offset) => fact.words[at + offset] === word)) continue
    if (!fact.words.slice(Math.max(0, at - 2), at).some((word) => LOWERING.has(word))) return true
  }
  return false
}

export function findTitles(view: SentenceView, context: CheckContext): Mention[] {
  const titles = context.index.facts
    .filter(({ fact }) => fact.kind === 'title')
    .map(({ words }) => words)
    .filter((words) => words.length > 1 || isHead(words[0] ?? ''))
  const advertised = titlePhrases(context.posting?.title ?? '')
  const applied = advertised
    .flatMap((words) => findPhrase(view.words, words))
    .filter((span) => isApplyingContext(view.text, view.clauses, span[0]))
  const spans = [...namedTitles(view, titles), ...rolePhrases(view)].filter(
    (span, at, all) =>
      !all.some(
        (other, index) =>
          index !== at && inside(span, other) && (other[1] - other[0] > span[1] - span[0] || index < at),
      ),
  )
  const mentions = spans
    .filter((span) => !applied.some((free) => inside(span, free)))
    .map((span): Mention => {
      const text = view.text.slice(...span)
      const words = wordsOf(text).map(({ folded }) => folded)
      const facts = context.index.facts.filter((fact) => statesTitle(fact, words))
      const free =
        facts.length === 0 &&
        advertised.some((phrase) => hasPhrase(phrase, words)) &&
        isApplyingContext(view.text, view.clauses, span[0])
      return {
        kind: 'title',
        span,
        text,
        facts,
        free,
        reason: `The title ${quote(text)} is in no fact of your résumé.`,
      }
    })
  const free = applied.map((span): Mention => ({
    kind: 'title',
    span,
    text: view.text.slice(...span),
    facts: [],
    free: true,
    reason: '',
  }))
  return [...free, ...mentions]
}
