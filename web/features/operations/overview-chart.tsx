import { useState, type PointerEvent, type ReactNode } from 'react'
import { linePath, stackedBars, HEIGHT, type Scale } from './overview-chart-shapes.ts'

export interface ChartSeries {
  name: string
  /** Class of its colour and line; see overview.css. */
  look: string
  values: readonly (number | null)[]
}

interface ChartProps {
  title: string
  kind: 'bars' | 'lines'
  series: readonly ChartSeries[]
  scale: Scale
  format: (value: number) => string
  /** At the side; default `format`. */
  formatTick?: (value: number) => string
  /** Of each point, in words. */
  times: readonly string[]
  /** What it shows in one sentence, for those who can't see it. */
  summary: string
  empty: boolean
}

/** A figure over time: what it shows in words, the drawing, and under the pointer the figures of one point. */
export function Chart(props: ChartProps) {
  const { title, kind, series, scale, format, formatTick = format, times, summary, empty } = props
  const [at, setAt] = useState<number | null>(null)
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const index = Math.floor(((event.clientX - left) / width) * times.length)
    setAt(Math.min(Math.max(index, 0), times.length - 1))
  }
  return (
    <figure className="chart">
      <figcaption>
        <h3>{title}</h3>
        <Legend series={series} />
      </figcaption>
      <p className="chart-readout small">
        {at === null ? summary : readout(times[at] ?? '', series, at, format)}
      </p>
      <div className="chart-plot">
        <div className="chart-scale" aria-hidden="true">
          {scale.ticks.map((tick) => (
            <span key={tick} style={{ insetBlockStart: `${scale.y(tick)}%` }}>
              {formatTick(tick)}
            </span>
          ))}
        </div>
        <div className="chart-canvas" onPointerMove={onPointerMove} onPointerLeave={() => setAt(null)}>
          <svg
            role="img"
            aria-label={`${title}: ${summary}`}
            viewBox={`0 0 ${Math.max(times.length, 1)} ${HEIGHT}`}
            preserveAspectRatio="none"
          >
            {scale.ticks.map((tick) => (
              <path key={tick} className="chart-grid" d={`M0 ${scale.y(tick)}H${times.length}`} />
            ))}
            {at !== null && <rect className="chart-at" x={at} y={0} width={1} height={HEIGHT} />}
            {kind === 'bars' ? (
              <Bars series={series} scale={scale} />
            ) : (
              series.map(({ name, look, values }) => (
                <path key={name} className={`chart-line ${look}`} d={linePath(values, scale.y)} />
              ))
            )}
          </svg>
          {empty && <span className="chart-empty quiet">Nothing ended in this time</span>}
        </div>
      </div>
      <div className="chart-times quiet" aria-hidden="true">
        <span>{times[0]}</span>
        <span>{times[Math.floor(times.length / 2)]}</span>
        <span>{times.at(-1)}</span>
      </div>
    </figure>
  )
}

function Legend({ series }: { series: readonly ChartSeries[] }) {
  if (series.length === 1) return null
  return (
    <span className="chart-legend">
      {series.map(({ name, look }) => (
        <span key={name}>
          <svg width="18" height="8" aria-hidden="true">
            <path className={`chart-line ${look}`} d="M1 4H17" />
          </svg>
          {name}
        </span>
      ))}
    </span>
  )
}

function Bars({ series, scale }: Pick<ChartProps, 'series' | 'scale'>): ReactNode {
  const points = (series[0]?.values ?? []).map((_, index) => series.map(({ values }) => values[index] ?? 0))
  return stackedBars(points, scale.y).map(({ index, layer, y, height }) => (
    <rect
      key={`${index}-${layer}`}
      className={`chart-bar ${series[layer]?.look ?? ''}`}
      x={index + 0.1}
      y={y}
      width={0.8}
      height={height}
    />
  ))
}

function readout(
  time: string,
  series: readonly ChartSeries[],
  at: number,
  format: (value: number) => string,
): string {
  const figures = series.flatMap(({ name, values }) => {
    const value = values[at] ?? null
    return value === null ? [] : [series.length === 1 ? format(value) : `${name} ${format(value)}`]
  })
  return `${time}: ${figures.length === 0 ? 'nothing ended' : figures.join(' · ')}`
}
