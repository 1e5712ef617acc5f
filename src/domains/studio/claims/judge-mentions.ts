import type { IndexedFact } from './fact-index.ts'
import type { CheckContext, Mention, SentenceView } from './mention.ts'
import { contentStems, quote } from './words.ts'

export interface Judgement {
  cited: IndexedFact[]
  problems: string[]
  /** The jobs, studies or projects this sentence is about; a following "there" goes on from it. */
  entries: Set<string>
}

const sectionOf = (key: string) => key.split('/')[1] ?? ''

/** Whether a fact may be cited where the sentence is about `anchors`: it belongs to one of them, to another section, or nowhere. */
function fits(fact: IndexedFact, anchors: Set<string>): boolean {
  if (fact.entries.length === 0 || anchors.size === 0) return true
  if (fact.entries.some((key) => anchors.has(key))) return true
  const sections = new Set(Array.from(anchors, sectionOf))
  return !fact.entries.some((key) => sections.has(sectionOf(key)))
}

const entriesOf = (mentions: Mention[]) =>
  new Set(mentions.flatMap(({ facts }) => facts.flatMap(({ entries }) => entries)))

const DEICTIC =
  /\b(?:there|in (?:that|this|the same) (?:role|position|job|post|time)|in my time there|during that time|dort|in dieser (?:rolle|zeit|position|stelle))\b/i

/** The employer named decides; a title narrows it to the roles held there. */
function anchorsOf(view: SentenceView, mentions: Mention[], inherited: Set<string> | null): Set<string> {
  const organisations = entriesOf(mentions.filter(({ kind }) => kind === 'organisation'))
  const titles = entriesOf(mentions.filter(({ kind }) => kind === 'title'))
  if (organisations.size === 0) {
    if (titles.size > 0) return titles
    return inherited && DEICTIC.test(view.text) ? inherited : new Set()
  }
  const both = new Set(Array.from(organisations).filter((key) => titles.has(key)))
  const elsewhere = Array.from(organisations).filter((key) => sectionOf(key) !== 'work')
  return both.size > 0 ? new Set([...both, ...elsewhere]) : organisations
}

function owner(facts: IndexedFact[], context: CheckContext): string | null {
  for (const key of facts.flatMap(({ entries }) => entries)) {
    const named = context.index.entries
      .get(key)
      ?.facts.find(({ fact }) => fact.kind === 'employer' || fact.kind === 'institution')
    if (named) return named.fact.text
  }
  return null
}

function misplaced(mention: Mention, context: CheckContext): string {
  const where = owner(mention.facts, context)
  return where
    ? `Your résumé connects ${quote(mention.text)} with ${quote(where)}, not with what this sentence names.`
    : `Your résumé doesn't connect ${quote(mention.text)} with what this sentence names.`
}

/** The best proof first: from the job the sentence is about, then from a fact made for this kind of thing. */
function best(facts: IndexedFact[], anchors: Set<string>): IndexedFact[] {
  const rank = ({ entries, fact }: IndexedFact) =>
    (entries.some((key) => anchors.has(key)) ? 4 : 0) +
    (fact.kind === 'highlight' || fact.kind === 'summary' ? 0 : 1)
  return facts.toSorted((a, b) => rank(b) - rank(a)).slice(0, 2)
}

const SIMILAR = 0.7

/** An accomplishment told almost in the résumé's words: the facts that say it, and those of other jobs that do. */
function retold(
  view: SentenceView,
  context: CheckContext,
  anchors: Set<string>,
): { own: IndexedFact[]; foreign: IndexedFact[] } {
  const said = new Set(contentStems(view.text))
  const similar = context.index.facts.filter(({ fact, stems }) => {
    if (fact.kind !== 'highlight' && fact.kind !== 'project' && fact.kind !== 'summary') return false
    const own = new Set(stems)
    return own.size >= 3 && Array.from(own).filter((word) => said.has(word)).length / own.size >= SIMILAR
  })
  const own = similar.filter((fact) => fits(fact, anchors))
  return { own, foreign: own.length > 0 ? [] : similar }
}

/** When the sentence retells an accomplishment that names the skill, only that and the skill's own entry count. */
function toldAlready(mention: Mention, usable: IndexedFact[], own: IndexedFact[]): IndexedFact[] {
  if (mention.kind !== 'skill' || !usable.some((fact) => own.includes(fact))) return usable
  return usable.filter((fact) => own.includes(fact) || fact.fact.kind === 'skill')
}

/** "from 9 to 3" retold as "from 3 to 9" or "from 9 to 9": each number is in the fact, but not so. */
function reordered(mentions: Mention[], own: IndexedFact[]): string[] {
  const numbers = mentions.filter(({ kind }) => kind === 'number').toSorted((a, b) => a.span[0] - b.span[0])
  return own.flatMap((fact) => {
    const told = numbers.filter(({ facts }) => facts.includes(fact)).map(({ value }) => value)
    let at = 0
    for (const { value } of fact.numbers) if (told[at] === value) at += 1
    return at < told.length
      ? [`The numbers of ${quote(fact.fact.text)} stand in another order or number here.`]
      : []
  })
}

/** Decides whether all that a sentence names is proved, and by facts that belong together. */
export function judgeMentions(
  view: SentenceView,
  mentions: Mention[],
  context: CheckContext,
  inherited: Set<string> | null,
): Judgement {
  const anchors = anchorsOf(view, mentions, inherited)
  const { own, foreign } = retold(view, context, anchors)
  const cited: IndexedFact[] = []
  const problems: string[] = []
  for (const mention of mentions) {
    if (mention.free) continue
    const usable = mention.facts.filter((fact) => fits(fact, anchors))
    if (mention.facts.length === 0) problems.push(mention.reason)
    else if (usable.length === 0) problems.push(misplaced(mention, context))
    else if (mention.kind === 'duration') cited.push(...usable)
    else cited.push(...best(toldAlready(mention, usable, own), anchors))
  }
  problems.push(...reordered(mentions, own))
  const where = owner(foreign, context)
  if (where) problems.push(`Your résumé says this of ${quote(where)}.`)
  if (mentions.length > 0 || own.length > 0) cited.push(...own)
  return { cited, problems, entries: anchors }
}
