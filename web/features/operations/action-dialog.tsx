import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { JobAction } from '../../../src/domains/operations/control/schema.ts'
import type { JobItem } from '../../../src/domains/operations/schema.ts'
import { counted } from '../../lib/format.ts'
import { actionWords } from './action-words.ts'
import { ReasonDialog } from './reason-dialog.tsx'

/** What an action needs besides its reason. */
export interface ActionDetails {
  /** ISO; for `reschedule`. */
  runAt?: string
  /** For `setPriority`. */
  priority?: number
}

interface ActionDialogProps {
  action: JobAction
  /** “All 3,412 matching”; without it the jobs are counted. */
  what?: string
  /** The jobs chosen, as far as they are known one by one. */
  jobs: readonly Pick<JobItem, 'state' | 'task'>[]
  /** Said besides what the action does. */
  note?: string
  onConfirm: (reason: string, details: ActionDetails) => Promise<unknown>
  onClose: () => void
}

/** Says what will happen to which jobs, asks why and what else is needed. */
export function ActionDialog({ action, what, jobs, note, onConfirm, onClose }: ActionDialogProps) {
  const words = actionWords[action]
  const [at, setAt] = useState('')
  const [priority, setPriority] = useState('0')
  const details = detailsOf(action, at, priority)
  const [only] = jobs
  const isSingle = what === undefined && jobs.length === 1
  const name = what ?? (isSingle && only ? only.task : counted(jobs.length, 'job'))
  const others = what === undefined ? jobs.filter(({ state }) => !words.fits.includes(state)).length : 0
  return (
    <ReasonDialog
      title={`${words.title} ${name}`}
      confirm={isSingle ? words.label : `${words.label} ${name}`}
      tone={words.tone}
      reason={isSingle ? words.reason : undefined}
      disabled={details === null}
      onConfirm={(reason) => onConfirm(reason, details ?? {})}
      onClose={onClose}
    >
      <p>{words.happens}</p>
      {others > 0 && <p>{unfitWords(others, jobs.length)}</p>}
      {note && <p className="quiet">{note}</p>}
      {action === 'reschedule' && (
        <TextInput
          type="datetime-local"
          label="Start at"
          description="In this device’s time zone."
          required
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
      )}
      {action === 'setPriority' && (
        <TextInput
          label="Priority"
          inputMode="numeric"
          required
          value={priority}
          error={details === null ? 'A whole number from -100 to 100.' : null}
          onChange={(event) => setPriority(event.currentTarget.value)}
        />
      )}
    </ReasonDialog>
  )
}

function unfitWords(others: number, all: number): string {
  if (all === 1) return 'In its present state it would stay as it is.'
  return `${counted(others, 'job')} of them ${others === 1 ? 'is' : 'are'} in another state and ${others === 1 ? 'stays' : 'stay'} as ${others === 1 ? 'it is' : 'they are'}.`
}

function detailsOf(action: JobAction, at: string, priority: string): ActionDetails | null {
  if (action === 'reschedule') {
    const time = Date.parse(at)
    return Number.isNaN(time) ? null : { runAt: new Date(time).toISOString() }
  }
  if (action === 'setPriority') {
    const number = Number(priority.trim().replace('−', '-'))
    return priority.trim() !== '' && Number.isInteger(number) && Math.abs(number) <= 100
      ? { priority: number }
      : null
  }
  return {}
}
