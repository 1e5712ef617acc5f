import { expect, test } from 'vitest'
import { beyond, interactionDurations, percentile, sumScripts } from './page-figures.ts'

const script = (url: string) => ({ url, transferred: 1_500, plain: 4_000 })

test('a percentile is one of the values: the nearest rank', () => {
  const twenty = Array.from({ length: 20 }, (_, at) => 20 - at)
  expect(percentile(twenty, 0.95)).toBe(19)
  expect(percentile(twenty, 1)).toBe(20)
  expect(percentile(twenty, 0.5)).toBe(10)
  expect(percentile([7], 0.95)).toBe(7)
  expect(percentile([], 0.95)).toBe(0)
})

test('an interaction lasts as long as its slowest event', () => {
  const events = [
    { interaction: 7, duration: 24 },
    { interaction: 7, duration: 104 },
    { interaction: 8, duration: 32 },
  ]
  expect(interactionDurations(events, 2)).toEqual([104, 32])
})

test('events outside an interaction count for nothing', () => {
  expect(interactionDurations([{ interaction: 0, duration: 400 }], 1)).toEqual([16])
})

test('an interaction that the browser is silent about was short', () => {
  expect(interactionDurations([{ interaction: 7, duration: 48 }], 3)).toEqual([48, 16, 16])
})

test('more interactions than expected are all kept', () => {
  const events = [
    { interaction: 7, duration: 24 },
    { interaction: 8, duration: 32 },
  ]
  expect(interactionDurations(events, 1)).toEqual([24, 32])
})

test('only what the first load has not brought counts as more', () => {
  const more = beyond([script('/a.js'), script('/b.js')], [script('/b.js'), script('/c.js'), script('/d.js')])
  expect(more.map(({ url }) => url)).toEqual(['/c.js', '/d.js'])
  expect(sumScripts(more)).toEqual({ files: 2, transferredKb: 3, plainKb: 8 })
})
