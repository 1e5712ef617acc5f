import { trpc } from '../../trpc.ts'
import { sayDone } from '../../ui/toast.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import type { Schedule } from './schedules-page.tsx'
import { useRefreshConsole } from './use-act.ts'

export type ScheduleAction = 'runNow' | 'pause' | 'resume'

interface Words {
  label: string
  happens: string
  done: string
  reason: string
}

const actionWords: Record<ScheduleAction, Words> = {
  runNow: {
    label: 'Run now',
    happens: 'It runs once besides its times, also while it is paused.',
    done: 'has been started',
    reason: 'Should not wait for its time',
  },
  pause: {
    label: 'Pause',
    happens: 'It doesn’t run by itself until it is resumed; what falls into the pause is not made up for.',
    done: 'is paused',
    reason: 'Must not run for now',
  },
  resume: {
    label: 'Resume',
    happens: 'It goes on with its next time.',
    done: 'goes on',
    reason: 'The cause of the pause is gone',
  },
}

interface ScheduleDialogProps {
  action: ScheduleAction
  schedule: Schedule
  onClose: () => void
}

/** Runs, pauses or resumes what runs by itself, with a reason. */
export function ScheduleDialog({ action, schedule: { id, name }, onClose }: ScheduleDialogProps) {
  const mutations = {
    runNow: trpc.schedules.runNow.useMutation().mutateAsync,
    pause: trpc.schedules.pause.useMutation().mutateAsync,
    resume: trpc.schedules.resume.useMutation().mutateAsync,
  }
  const refresh = useRefreshConsole()
  const { label, happens, done, reason: proposed } = actionWords[action]
  const confirm = async (reason: string) => {
    await mutations[action]({ id, reason })
    refresh()
    sayDone(`${name} ${done}.`)
  }
  return (
    <ReasonDialog
      title={`${label}: ${name}`}
      confirm={label}
      reason={proposed}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{happens}</p>
    </ReasonDialog>
  )
}
