/** Discounted cumulative gain of grades in rank order: gain 2^grade − 1, discount log2(rank + 1). */
function discountedGain(grades: number[]): number {
  return grades.reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0)
}

/** nDCG of the first `depth` ranks. `ranked` holds every grade in the order shown; 1 when nothing is relevant. */
export function ndcg(ranked: number[], depth: number): number {
  const ideal = discountedGain(ranked.toSorted((a, b) => b - a).slice(0, depth))
  return ideal === 0 ? 1 : discountedGain(ranked.slice(0, depth)) / ideal
}

export type Span = readonly [start: number, end: number]

function sharedCharacters(a: Span, b: Span): number {
  return Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]))
}

/**
 * Pairs predictions with labels one to one, most shared characters first (ties: nearer lengths), when they share at
 * least half of the shorter one. Returns [prediction, label] positions.
 */
export function pairSpans(predictions: readonly Span[], labels: readonly Span[]): [number, number][] {
  const candidates: { prediction: number; label: number; shared: number; unlike: number }[] = []
  predictions.forEach((a, prediction) => {
    labels.forEach((b, label) => {
      const shared = sharedCharacters(a, b)
      const lengths = [a[1] - a[0], b[1] - b[0]] as const
      if (shared > 0 && shared >= Math.min(...lengths) / 2) {
        candidates.push({ prediction, label, shared, unlike: Math.abs(lengths[0] - lengths[1]) })
      }
    })
  })
  candidates.sort((a, b) => b.shared - a.shared || a.unlike - b.unlike)
  const pairs: [number, number][] = []
  const used = { predictions: new Set<number>(), labels: new Set<number>() }
  for (const { prediction, label } of candidates) {
    if (used.predictions.has(prediction) || used.labels.has(label)) continue
    used.predictions.add(prediction)
    used.labels.add(label)
    pairs.push([prediction, label])
  }
  return pairs
}

export interface Counts {
  truePositives: number
  predicted: number
  labelled: number
}

export function f1({ truePositives, predicted, labelled }: Counts): {
  precision: number
  recall: number
  f1: number
} {
  const precision = predicted === 0 ? 0 : truePositives / predicted
  const recall = labelled === 0 ? 0 : truePositives / labelled
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  }
}
