/** Geometry of the charts: x in points, y from 0 (top) to 100. */

export const HEIGHT = 100

/** The least of 1, 2, 5, 10, 20, 50 … that is at least `most`. */
export function roundTop(most: number): number {
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  const factor = [1, 2, 5, 10].find((one) => one * power >= most * (1 - 1e-9)) ?? 10
  return factor * power
}

export interface Scale {
  /** Values that are named at the side, from below. */
  ticks: number[]
  y: (value: number) => number
}

export function linearScale(most: number, least = 1): Scale {
  const top = roundTop(Math.max(most, least))
  return { ticks: [0, top / 2, top], y: (value) => HEIGHT - (value / top) * HEIGHT }
}

/** For values from milliseconds to hours: each step of the side is ten times the one below. */
export function logScale(values: readonly number[]): Scale {
  const seen = values.map((value) => Math.log10(Math.max(value, 1)))
  const from = Math.floor(Math.min(...seen, 3))
  const to = Math.max(Math.ceil(Math.max(...seen, 0)), from + 1)
  const steps = to - from
  const every = Math.ceil(steps / 4)
  return {
    ticks: Array.from({ length: Math.floor(steps / every) + 1 }, (_, index) => 10 ** (from + index * every)),
    y: (value) => HEIGHT - ((Math.log10(Math.max(value, 1)) - from) / steps) * HEIGHT,
  }
}

/** A line through the middle of the points, broken where nothing is known; a single point is a dash of its width. */
export function linePath(values: readonly (number | null)[], y: (value: number) => number): string {
  let before: number | null = null
  const parts: string[] = []
  for (const [index, value] of values.entries()) {
    if (value !== null) {
      const place = `${index + 0.5} ${round(y(value))}`
      const next = values[index + 1] ?? null
      if (before !== null) parts.push(`L${place}`)
      else parts.push(next === null ? `M${index} ${round(y(value))}h1` : `M${place}`)
    }
    before = value
  }
  return parts.join('')
}

export interface Bar {
  index: number
  /** Which of the layers, from below. */
  layer: number
  y: number
  height: number
}

/** Layers on top of one another for each point; nothing is drawn for nothing. */
export function stackedBars(points: readonly (readonly number[])[], y: (value: number) => number): Bar[] {
  return points.flatMap((layers, index) => {
    let sum = 0
    return layers.flatMap((value, layer) => {
      if (value === 0) return []
      const bottom = y(sum)
      sum += value
      const top = y(sum)
      return [{ index, layer, y: round(top), height: round(bottom - top) }]
    })
  })
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
