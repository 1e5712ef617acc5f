import { array, assert, double, integer, oneof, property } from 'fast-check'
import { expect, test } from 'vitest'
import { BUCKETS, bucketOf, latencyOf, mergeHistograms, quantile, trimHistogram } from './histogram.ts'

const duration = oneof(
  double({ min: 1, max: 86_400_000, noNaN: true }),
  double({ min: 1, max: 300, noNaN: true }),
  integer({ min: 1, max: 3_600_000 }),
)

function histogramOf(values: number[]): number[] {
  const histogram = Array.from({ length: BUCKETS }, () => 0)
  for (const value of values) {
    const bucket = bucketOf(value)
    histogram[bucket] = (histogram[bucket] ?? 0) + 1
  }
  return histogram
}

test('a quantile is at most 13 % off, from a millisecond to a day', () => {
  assert(
    property(
      array(duration, { minLength: 1, maxLength: 200 }),
      double({ min: 0, max: 1, noNaN: true }),
      (values, share) => {
        const sorted = values.toSorted((a, b) => a - b)
        const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? 0
        const read = quantile(histogramOf(values), share) ?? 0
        expect(read / exact).toBeGreaterThan(1 / 1.13)
        expect(read / exact).toBeLessThan(1.13)
      },
    ),
  )
})

test('quantiles grow with their share', () => {
  assert(
    property(array(duration, { minLength: 1 }), (values) => {
      const { p50, p95, p99 } = latencyOf(histogramOf(values))
      expect([p50, p95, p99]).toEqual([p50, p95, p99].toSorted((a, b) => Number(a) - Number(b)))
    }),
  )
})

test('adding histograms is the histogram of all their values, also of trimmed ones', () => {
  assert(
    property(array(duration), array(duration), (one, other) => {
      const both = mergeHistograms(trimHistogram(histogramOf(one)), trimHistogram(histogramOf(other)))
      expect(both).toEqual(trimHistogram(histogramOf([...one, ...other])))
    }),
  )
})

test('buckets follow their durations, and each number of milliseconds has one', () => {
  assert(
    property(duration, duration, (one, other) => {
      const [less, more] = one < other ? [one, other] : [other, one]
      expect(bucketOf(less)).toBeLessThanOrEqual(bucketOf(more))
    }),
  )
  const odd = [-5, 0, 0.4, Number.NaN, 1, 3_600_000, 86_400_000, 1e15, Number.POSITIVE_INFINITY]
  expect(odd.map(bucketOf)).toEqual([0, 0, 0, 0, 1, 68, 82, BUCKETS - 1, BUCKETS - 1])
})

test('an empty histogram has no quantiles', () => {
  expect(latencyOf([])).toEqual({ p50: null, p95: null, p99: null })
  expect(
    quantile(
      Array.from({ length: BUCKETS }, () => 0),
      0.5,
    ),
  ).toBeNull()
})
