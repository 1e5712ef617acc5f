import { requirementKinds, type EvidenceClass, type Requirement } from '../../src/domains/matching/schema.ts'
import { f1, pairSpans, type Counts, type Span } from './metrics.ts'
import type { RequirementLabel } from './truth-set.ts'

/** One labelled pair with what the engine said about it. */
export interface JudgedPair {
  resume: string
  posting: string
  text: string
  labels: RequirementLabel[]
  requirements: Requirement[]
  /** Requirement id → class. */
  classes: ReadonlyMap<string, EvidenceClass>
}

export interface RequirementScore {
  found: ReturnType<typeof f1>
  foundWithTier: ReturnType<typeof f1>
  foundWithKind: ReturnType<typeof f1>
  foundWithCredit: ReturnType<typeof f1>
  foundWithExactClass: ReturnType<typeof f1>
  /** Among the found ones: share whose class agrees. */
  agreement: { tier: number; kind: number; credit: number; exactClass: number }
  labelled: number
  predicted: number
  byKind: Record<string, KindCounts>
  /** Labelled class → predicted class → how many, among the found ones. */
  classMatrix: Record<EvidenceClass, Record<EvidenceClass, number>>
  missed: Labelled[]
  unasked: { posting: string; text: string }[]
  confused: (Labelled & { predicted: string })[]
}

/** Labels of a kind and how many were found; predictions of that kind and how many nobody asked for. */
interface KindCounts {
  labelled: number
  found: number
  predicted: number
  unasked: number
}

interface Labelled {
  resume: string
  posting: string
  quote: string
  label: string
}

const credited = (value: EvidenceClass) => value === 'met' || value === 'partly' || value === 'adjacent'

/** Where each quote lies; a quote that comes twice is taken in posting order, white space may differ. */
export function locateQuotes(text: string, quotes: string[]): Span[] {
  let from = 0
  return quotes.map((quote) => {
    const pattern = quote
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll(/\s+/g, String.raw`\s+`)
    const ahead = new RegExp(pattern, 'g')
    ahead.lastIndex = from
    const match = ahead.exec(text) ?? new RegExp(pattern).exec(text)
    if (!match) return [-1, -1]
    from = match.index + match[0].length
    return [match.index, from]
  })
}

interface Found {
  label: RequirementLabel
  requirement: Requirement
  class: EvidenceClass
}

function judgePair(pair: JudgedPair) {
  const pairs = pairSpans(
    pair.requirements.map(({ span }) => span),
    locateQuotes(
      pair.text,
      pair.labels.map(({ quote }) => quote),
    ),
  )
  const found: Found[] = []
  const seenRequirements = new Set<number>()
  const seenLabels = new Set<number>()
  let optionalPredictions = 0
  for (const [at, labelAt] of pairs) {
    const requirement = pair.requirements[at]
    const label = pair.labels[labelAt]
    if (!requirement || !label) continue
    seenRequirements.add(at)
    seenLabels.add(labelAt)
    if (label.optional) optionalPredictions++
    else found.push({ label, requirement, class: pair.classes.get(requirement.id) ?? 'unknown' })
  }
  return {
    found,
    predicted: pair.requirements.length - optionalPredictions,
    labelled: pair.labels.filter(({ optional }) => !optional).length,
    missed: pair.labels.filter(({ optional }, at) => !optional && !seenLabels.has(at)),
    unasked: pair.requirements.filter((_, at) => !seenRequirements.has(at)),
  }
}

type Judged = ReturnType<typeof judgePair>

function countByKind(judged: Judged[]): Record<string, KindCounts> {
  const count = (kinds: string[], kind: string) => kinds.filter((one) => one === kind).length
  const found = judged.flatMap((one) => one.found)
  const kinds = {
    found: found.map(({ label }) => label.kind),
    missed: judged.flatMap(({ missed }) => missed.map(({ kind }) => kind)),
    paired: found.map(({ requirement }) => requirement.kind),
    unasked: judged.flatMap(({ unasked }) => unasked.map(({ kind }) => kind)),
  }
  return Object.fromEntries(
    requirementKinds.map((kind) => {
      const [hit, missed] = [count(kinds.found, kind), count(kinds.missed, kind)]
      const unasked = count(kinds.unasked, kind)
      return [
        kind,
        { labelled: hit + missed, found: hit, predicted: count(kinds.paired, kind) + unasked, unasked },
      ]
    }),
  )
}

function countClasses(found: Found[]): RequirementScore['classMatrix'] {
  const row = () => ({ met: 0, partly: 0, adjacent: 0, missing: 0, unknown: 0 })
  const matrix = { met: row(), partly: row(), adjacent: row(), missing: row(), unknown: row() }
  for (const { label, class: predicted } of found) matrix[label.class][predicted]++
  return matrix
}

const describe = ({ tier, kind, class: evidence }: RequirementLabel) => `${tier} ${kind} ${evidence}`

/** Micro-averages over all labelled pairs; terms marked optional count neither for nor against. */
export function judgeRequirements(pairs: JudgedPair[]): RequirementScore {
  const judged = pairs.map((pair) => ({ pair, ...judgePair(pair) }))
  const found = judged.flatMap((one) => one.found)
  const labelled = judged.reduce((sum, one) => sum + one.labelled, 0)
  const predicted = judged.reduce((sum, one) => sum + one.predicted, 0)
  const agreeing = {
    tier: found.filter(({ label, requirement }) => label.tier === requirement.tier).length,
    kind: found.filter(({ label, requirement }) => label.kind === requirement.kind).length,
    credit: found.filter((one) => credited(one.label.class) === credited(one.class)).length,
    exactClass: found.filter((one) => one.label.class === one.class).length,
  }
  const score = (truePositives: number) => f1({ truePositives, predicted, labelled } satisfies Counts)
  const share = (count: number) => (found.length === 0 ? 0 : count / found.length)
  return {
    found: score(found.length),
    foundWithTier: score(agreeing.tier),
    foundWithKind: score(agreeing.kind),
    foundWithCredit: score(agreeing.credit),
    foundWithExactClass: score(agreeing.exactClass),
    agreement: {
      tier: share(agreeing.tier),
      kind: share(agreeing.kind),
      credit: share(agreeing.credit),
      exactClass: share(agreeing.exactClass),
    },
    labelled,
    predicted,
    byKind: countByKind(judged),
    classMatrix: countClasses(found),
    missed: judged.flatMap(({ pair, missed }) =>
      missed.map((label) => ({
        resume: pair.resume,
        posting: pair.posting,
        quote: label.quote,
        label: describe(label),
      })),
    ),
    unasked: judged.flatMap(({ pair, unasked }) =>
      unasked.map(({ text }) => ({ posting: pair.posting, text })),
    ),
    confused: judged.flatMap(({ pair, found: ones }) =>
      ones
        .filter((one) => one.label.class !== one.class || one.label.tier !== one.requirement.tier)
        .map((one) => ({
          resume: pair.resume,
          posting: pair.posting,
          quote: one.label.quote,
          label: describe(one.label),
          predicted: `${one.requirement.tier} ${one.requirement.kind} ${one.class}`,
        })),
    ),
  }
}
