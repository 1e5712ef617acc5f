import type { Outputs } from '../../trpc.ts'
import { groupPeriods } from './group-periods.ts'

type Kept = Outputs['privacy']['retention']['list'][number]

const leavingWords: Record<Kept['leaving'], string> = {
  erase: 'Erased',
  pseudonymise: 'Kept without your name',
  keep: 'Stays: it isn’t about you',
}

/** How long each kind of record is kept, and what becomes of it when one leaves. */
export function RetentionTable({ tables }: { tables: readonly Kept[] }) {
  const own = tables.filter(({ leaving }) => leaving !== 'keep')
  const others = tables.filter(({ leaving }) => leaving === 'keep')
  return (
    <>
      <Periods tables={own} label="Records about you" />
      {others.length > 0 && (
        <details>
          <summary>And what is about nobody</summary>
          <Periods tables={others} label="Records about nobody" />
        </details>
      )}
    </>
  )
}

function Periods({ tables, label }: { tables: readonly Kept[]; label: string }) {
  return (
    <table className="retention" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">How long</th>
          <th scope="col">What</th>
          <th scope="col">When you leave</th>
        </tr>
      </thead>
      <tbody>
        {groupPeriods(tables).map(({ kept, leaving, about }) => (
          <tr key={leaving + kept}>
            <th scope="row">{kept}</th>
            <td>
              <About things={about} />
            </td>
            <td className="retention-leaving">{leavingWords[leaving]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function About({ things }: { things: readonly string[] }) {
  if (things.length === 1) return things[0]
  return (
    <ul>
      {things.map((thing) => (
        <li key={thing}>{thing}</li>
      ))}
    </ul>
  )
}
