import { NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Hold } from '../../../src/domains/operations/control/schema.ts'
import { counted } from '../../lib/format.ts'
import { trpc } from '../../trpc.ts'
import { sayDone } from '../../ui/toast.tsx'
import { useOverview } from './console-live.tsx'
import { effectWords, holdWords } from './holds-words.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { useRefreshConsole } from './use-act.ts'

const PAUSE_MS = 300

/** Lets go on what an operator paused. */
export function LiftDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const lift = trpc.holds.lift.useMutation()
  const refresh = useRefreshConsole()
  const confirm = async (reason: string) => {
    const { sent, jobId } = await lift.mutateAsync({ id: hold.id, reason })
    refresh()
    const words =
      jobId === null ? `${counted(sent, 'job')} that waited can begin.` : 'Its jobs go on by and by.'
    sayDone(`The pause is lifted. ${words}`)
  }
  return (
    <ReasonDialog
      title="Lift the pause"
      confirm="Lift the pause"
      reason="The cause of the pause is gone"
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        What waits of {holdWords(hold)} begins as soon as there is a place. It was paused because: “
        {hold.reason}”.
      </p>
    </ReasonDialog>
  )
}

const any = { value: '', label: 'Any' }

/** Stops a lane, a task or a person’s jobs, or what is all of these. */
export function AddHoldDialog({ onClose }: { onClose: () => void }) {
  const [lane, setLane] = useState('')
  const [task, setTask] = useState('')
  const [email, setEmail] = useState('')
  const lanes = useOverview().data?.lanes ?? []
  const tasks = trpc.jobs.tasks.useQuery(undefined, { staleTime: 60_000 })
  const add = trpc.holds.add.useMutation()
  const refresh = useRefreshConsole()
  const address = email.trim()
  const target = { ...(lane && { lane }), ...(task && { task }), ...(address && { email: address }) }
  const isGiven = lane !== '' || task !== '' || address.length >= 3
  const words = holdWords({
    lane: lane || null,
    task: task || null,
    person: address ? { email: address } : null,
  })
  const confirm = async (reason: string) => {
    await add.mutateAsync({ ...target, reason })
    refresh()
    sayDone(`Paused: ${words}.`)
  }
  return (
    <ReasonDialog title="Pause" confirm="Pause" disabled={!isGiven} onConfirm={confirm} onClose={onClose}>
      <NativeSelect
        label="Lane"
        value={lane}
        data={[any, ...lanes.filter((one) => one.pausable).map((one) => one.lane)]}
        onChange={(event) => setLane(event.currentTarget.value)}
      />
      <NativeSelect
        label="Task"
        value={task}
        data={[any, ...(tasks.data?.tasks ?? []).filter(({ known }) => known).map(({ name }) => name)]}
        onChange={(event) => setTask(event.currentTarget.value)}
      />
      <TextInput
        label="Person"
        placeholder="Anybody, or an e-mail address"
        inputMode="email"
        maxLength={320}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      {isGiven ? (
        <Effect words={words} lane={lane} task={task} email={address} />
      ) : (
        <p className="quiet">Choose at least one; only jobs that fit all of them are paused.</p>
      )}
    </ReasonDialog>
  )
}

/** What the pause will do, with how much it is for at the moment. */
function Effect({ words, lane, task, email }: { words: string; lane: string; task: string; email: string }) {
  const [address] = useDebouncedValue(email, PAUSE_MS)
  const fits = {
    ...(lane && { lane }),
    ...(task && { task }),
    ...(address.length >= 3 && { email: address }),
  }
  const options = { placeholderData: keepPreviousData }
  const waiting = trpc.jobs.count.useQuery({ filter: { ...fits, state: 'queued' } }, options)
  const running = trpc.jobs.count.useQuery({ filter: { ...fits, state: 'running' } }, options)
  return (
    <p role="status">
      Of {words}, nothing begins until the pause is lifted; new jobs queue up.
      {waiting.data && running.data && ` ${effectWords(waiting.data, running.data)}`}
    </p>
  )
}
