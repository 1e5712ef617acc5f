import { trpc } from '../../trpc.ts'
import { sayDone } from '../../ui/toast.tsx'
import type { LaneNow } from './overview-lane.tsx'
import { cappedWords } from './overview-troubles.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { useRefreshConsole } from './use-act.ts'

/** Stops a lane from beginning jobs. */
export function PauseDialog({ lane, onClose }: { lane: LaneNow; onClose: () => void }) {
  const add = trpc.holds.add.useMutation()
  const refresh = useRefreshConsole()
  const name = lane.lane
  const pause = async (reason: string) => {
    await add.mutateAsync({ lane: name, reason })
    refresh()
    sayDone(`${name} is paused.`)
  }
  return (
    <ReasonDialog title={`Pause ${name}`} confirm={`Pause ${name}`} onConfirm={pause} onClose={onClose}>
      <p>
        No job of this lane begins until it is resumed; {cappedWords(lane.queued)} now wait. The{' '}
        {lane.running} that run go on to their end. New jobs queue up.
      </p>
    </ReasonDialog>
  )
}

/** Lets a lane go on. */
export function ResumeDialog({
  lane,
  holdId,
  onClose,
}: {
  lane: LaneNow
  holdId: string
  onClose: () => void
}) {
  const lift = trpc.holds.lift.useMutation()
  const refresh = useRefreshConsole()
  const name = lane.lane
  const resume = async (reason: string) => {
    await lift.mutateAsync({ id: holdId, reason })
    refresh()
    sayDone(`${name} goes on.`)
  }
  return (
    <ReasonDialog
      title={`Resume ${name}`}
      confirm={`Resume ${name}`}
      reason="The cause of the pause is gone"
      onConfirm={resume}
      onClose={onClose}
    >
      <p>What waits begins as soon as there is a place: {cappedWords(lane.queued)} now wait.</p>
    </ReasonDialog>
  )
}
