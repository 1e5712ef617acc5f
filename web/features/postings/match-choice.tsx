import { Checkbox, Select } from '@mantine/core'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'

export interface MatchChoice {
  /** The résumé to match with as soon as the posting is kept; null: none. */
  resumeId: string | null
  set: (choice: { on?: boolean; resumeId?: string }) => void
}

/** Whether, and with which résumé, the posting is matched as soon as it is kept. */
export function MatchWith({ on, resumeId, set }: MatchChoice & { on: boolean }) {
  const resumes = trpc.resumes.list.useQuery({})
  if (!resumes.data) return null
  const ready = resumes.data.items.filter((resume) => resume.state === 'ready')
  const reading = resumes.data.items.some((resume) => resume.state === 'reading')
  const chosen = ready.find((resume) => resume.id === resumeId)
  if (!chosen) {
    return (
      <p className="quiet small">
        {reading
          ? 'Your résumé is still being read; you can match this posting as soon as it is ready.'
          : 'To see how it fits you, '}
        {!reading && <Link to={paths.resumes()}>add a résumé</Link>}
        {!reading && '. The posting can be kept without one.'}
      </p>
    )
  }
  return (
    <div className="stack tight">
      <Checkbox
        checked={on}
        label={ready.length > 1 ? 'Match it right away' : `Match it with ${chosen.fileName}`}
        description="Each requirement is compared with what your résumé says."
        onChange={(event) => set({ on: event.currentTarget.checked })}
      />
      {on && ready.length > 1 && (
        <Select
          label="Résumé"
          size="sm"
          allowDeselect={false}
          data={ready.map(({ id, fileName }) => ({ value: id, label: fileName }))}
          value={chosen.id}
          onChange={(id) => id && set({ resumeId: id })}
        />
      )}
    </div>
  )
}
