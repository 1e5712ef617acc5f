import { describe, expect, test } from 'vitest'
import { linearScale, linePath, logScale, roundTop, stackedBars } from './overview-chart-shapes.ts'

test.each([
  [0, 1],
  [1, 1],
  [3, 5],
  [5, 5],
  [7, 10],
  [34, 50],
  [1_001, 2_000],
  [0.03, 0.05],
])('%d has its top at %d', (most, top) => {
  expect(roundTop(most)).toBeCloseTo(top, 10)
})

test('a linear scale begins at nothing and holds its least', () => {
  const scale = linearScale(34)
  expect(scale.ticks).toEqual([0, 25, 50])
  expect([scale.y(0), scale.y(25), scale.y(50)]).toEqual([100, 50, 0])
  expect(linearScale(0, 1).ticks).toEqual([0, 0.5, 1])
})

describe('logScale', () => {
  test('goes by tens around what is seen', () => {
    const scale = logScale([12, 340, 4_000])
    expect(scale.ticks).toEqual([10, 100, 1_000, 10_000])
    expect(scale.y(10)).toBe(100)
    expect(scale.y(10_000)).toBe(0)
    expect(scale.y(1_000)).toBeCloseTo(100 / 3)
  })

  test('stands also when nothing is seen, and names few steps of many', () => {
    expect(logScale([]).ticks).toEqual([1_000, 10_000])
    expect(logScale([1, 5_000_000]).ticks).toEqual([1, 100, 10_000, 1_000_000])
  })
})

const same = (value: number) => value

test('a line breaks where nothing is known', () => {
  expect(linePath([1, 2, null, 3, null, 4, 5], same)).toBe('M0.5 1L1.5 2M3 3h1M5.5 4L6.5 5')
  expect(linePath([null, null], same)).toBe('')
})

test('bars stand on one another', () => {
  const { y } = linearScale(10)
  expect(
    stackedBars(
      [
        [5, 0, 5],
        [0, 0, 0],
        [0, 2, 0],
      ],
      y,
    ),
  ).toEqual([
    { index: 0, layer: 0, y: 50, height: 50 },
    { index: 0, layer: 2, y: 0, height: 50 },
    { index: 2, layer: 1, y: 80, height: 20 },
  ])
})
