import { wholeNumber } from '../../lib/format.ts'
import { durationWords } from '../../lib/measures.ts'
import { endedOf, outcomes, pointTime, quantiles, type Points } from './overview-figures.ts'

const measures = ['wait', 'duration'] as const

/** The same figures for reading one by one: only points in which something ended. */
export function OverviewTable({ points, seconds }: { points: Points; seconds: number }) {
  const told = points.filter((point) => endedOf(point) > 0).toReversed()
  if (told.length === 0) return null
  return (
    <details className="chart-table">
      <summary>The figures as a table</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <div className="chart-table-scroll" role="region" aria-label="Figures over time" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              {outcomes.map((outcome) => (
                <th key={outcome} scope="col">
                  {outcome}
                </th>
              ))}
              {measures.flatMap((of) =>
                quantiles.map((name) => (
                  <th key={of + name} scope="col">
                    {of === 'wait' ? 'wait' : 'run'} {name}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {told.map((point) => (
              <tr key={point.at}>
                <th scope="row">{pointTime(point.at, seconds)}</th>
                {outcomes.map((outcome) => (
                  <td key={outcome}>{wholeNumber(point[outcome])}</td>
                ))}
                {measures.flatMap((of) =>
                  quantiles.map((name) => {
                    const ms = point[of][name]
                    return <td key={of + name}>{ms === null ? '–' : durationWords(ms)}</td>
                  }),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
