import { keepPreviousData } from '@tanstack/react-query'
import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { wholeNumber } from '../../lib/format.ts'
import { durationWords, percentWords } from '../../lib/measures.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { useOnTick } from './console-live.tsx'
import { Chart, type ChartSeries } from './overview-chart.tsx'
import { linearScale, logScale } from './overview-chart-shapes.ts'
import {
  endedOf,
  endedWords,
  failureRateOf,
  failureWords,
  latencyWords,
  outcomes,
  pointTime,
  pointWords,
  quantiles,
  stepWords,
  type Points,
} from './overview-figures.ts'
import { OverviewTable } from './overview-table.tsx'
import { TaskField } from './task-field.tsx'

const ranges = [
  { value: '1h', label: '1 hour' },
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
] as const

/** How it went over time, of all lanes or one, of all tasks or one. */
export function OverviewCharts({ lanes }: { lanes: readonly string[] }) {
  const [params, setParams] = useSearchParams()
  const range = ranges.find(({ value }) => value === params.get('range'))?.value ?? '1h'
  const lane = lanes.find((one) => one === params.get('lane'))
  const task = params.get('task') ?? ''
  const series = trpc.jobs.series.useQuery(
    { range, lane, ...(task && { task }) },
    { placeholderData: keepPreviousData },
  )
  useOnTick(() => {
    if (series.data) void series.refetch({ cancelRefetch: false })
  }, 5_000)
  const change = (name: string, value: string) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  return (
    <Card
      title="Over time"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Time shown"
          value={range}
          data={[...ranges]}
          onChange={(value) => change('range', value === '1h' ? '' : value)}
        />
      }
    >
      <div className="row chart-filters">
        <NativeSelect
          aria-label="Lane of the charts"
          value={lane ?? ''}
          data={[{ value: '', label: 'All lanes' }, ...lanes]}
          onChange={(event) => change('lane', event.currentTarget.value)}
        />
        <TaskField
          label="Task of the charts"
          placeholder="All tasks"
          value={task}
          onChange={(name) => change('task', name)}
        />
      </div>
      <Loaded query={series} lines={8}>
        {({ points, seconds }) => (
          <>
            <Charts points={points} seconds={seconds} />
            <OverviewTable points={points} seconds={seconds} />
          </>
        )}
      </Loaded>
    </Card>
  )
}

function Charts({ points, seconds }: { points: Points; seconds: number }) {
  const times = points.map(({ at }) => pointTime(at, seconds))
  const ended = points.map(endedOf)
  const empty = ended.every((count) => count === 0)
  const rates = points.map(failureRateOf)
  const shared = { times, empty }
  return (
    <div className="charts">
      <Chart
        {...shared}
        title={`Ended, by the ${pointWords(seconds)}`}
        kind="bars"
        series={outcomes.map((name) => ({ name, look: name, values: points.map((point) => point[name]) }))}
        scale={linearScale(Math.max(...ended), 2)}
        format={(value) => wholeNumber(value)}
        summary={endedWords(points)}
      />
      <Chart
        {...shared}
        title="Failing"
        kind="lines"
        series={[{ name: 'failing', look: 'failed', values: rates }]}
        scale={linearScale(Math.max(...rates.map((rate) => rate ?? 0)), 0.1)}
        format={percentWords}
        summary={failureWords(points)}
      />
      {(['wait', 'duration'] as const).map((of) => (
        <Chart
          key={of}
          {...shared}
          title={of === 'wait' ? 'Wait for a place' : 'Run of an attempt'}
          kind="lines"
          series={latencySeries(points, of)}
          scale={logScale(points.flatMap((point) => quantiles.flatMap((name) => point[of][name] ?? [])))}
          format={durationWords}
          formatTick={stepWords}
          summary={latencyWords(points, of)}
        />
      ))}
    </div>
  )
}

function latencySeries(points: Points, of: 'wait' | 'duration'): ChartSeries[] {
  return quantiles.map((name) => ({ name, look: name, values: points.map((point) => point[of][name]) }))
}
