import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { wholeNumber } from '../../lib/format.ts'
import { trpc } from '../../trpc.ts'
import { sayDone } from '../../ui/toast.tsx'
import type { LaneNow } from './overview-lane.tsx'
import { readLimit } from './read-limit.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { useRefreshConsole } from './use-act.ts'

/** Sets how many jobs of a lane run at a time. */
export function LimitsDialog({ lane, onClose }: { lane: LaneNow; onClose: () => void }) {
  const { lane: name, defaults } = lane
  const setLimits = trpc.lanes.setLimits.useMutation()
  const refresh = useRefreshConsole()
  const [all, setAll] = useState(ownLimit(lane.maxRunning, defaults.maxRunning))
  const [person, setPerson] = useState(ownLimit(lane.perPerson, defaults.perPerson))
  const maxRunning = readLimit(all)
  const perPerson = readLimit(person)
  const save = async (reason: string) => {
    if (maxRunning === undefined || perPerson === undefined) return
    await setLimits.mutateAsync({ lane: name, maxRunning, perPerson, reason })
    refresh()
    sayDone(`The limits of ${name} are set.`)
  }
  return (
    <ReasonDialog
      title={`Limits of ${name}`}
      confirm="Set the limits"
      disabled={maxRunning === undefined || perPerson === undefined}
      onConfirm={save}
      onClose={onClose}
    >
      <p>They hold for all processes together and from the next job on. What runs goes on.</p>
      <LimitField label="At a time" code={defaults.maxRunning} value={all} onChange={setAll} />
      <LimitField
        label="At a time for one person"
        code={defaults.perPerson}
        value={person}
        onChange={setPerson}
      />
    </ReasonDialog>
  )
}

function ownLimit(limit: number | null, code: number | null): string {
  return limit === null || limit === code ? '' : String(limit)
}

interface LimitFieldProps {
  label: string
  /** What the code says. */
  code: number | null
  value: string
  onChange: (value: string) => void
}

function LimitField({ label, code, value, onChange }: LimitFieldProps) {
  return (
    <TextInput
      label={label}
      description={`Empty: as the code says, ${code === null ? 'no limit' : wholeNumber(code)}.`}
      inputMode="numeric"
      value={value}
      error={readLimit(value) === undefined ? 'A whole number from 1 to 100,000, or nothing.' : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
