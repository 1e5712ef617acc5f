import type { Outputs } from '../../trpc.ts'

type Kept = Outputs['privacy']['retention']['list'][number]

const leavingWords: Record<Kept['leaving'], string> = {
  erase: 'Erased',
  pseudonymise: 'Kept without your name',
  keep: 'Stays: it isn’t about you',
}

/** Each kind of record: what it holds, how long it is kept, what becomes of it when one leaves. */
export function RetentionTable({ tables }: { tables: readonly Kept[] }) {
  const own = tables.filter(({ leaving }) => leaving !== 'keep')
  const others = tables.filter(({ leaving }) => leaving === 'keep')
  return (
    <>
      <Periods tables={own} label="Records about you" />
      {others.length > 0 && (
        <details>
          <summary>And what is about nobody ({others.length})</summary>
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
          <th scope="col">What</th>
          <th scope="col">How long</th>
          <th scope="col">When you leave</th>
        </tr>
      </thead>
      <tbody>
        {tables.map(({ table, about, kept, leaving }) => (
          <tr key={table}>
            <th scope="row">{about}</th>
            <td data-label="How long">{kept}</td>
            <td data-label="When you leave">{leavingWords[leaving]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
