import { Button } from '@mantine/core'
import { errorMessage } from '../../error-message.ts'
import { shortDate, timeOfDay } from '../../lib/format.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { sayFailure } from '../../ui/toast.tsx'

type Status = Outputs['agents']['status']

function useAgentsStatus() {
  const utils = trpc.useUtils()
  const status = trpc.agents.status.useQuery()
  const options = {
    onSuccess: (now: Status) => utils.agents.status.setData(undefined, now),
    onError: (error: unknown) => sayFailure(errorMessage(error)),
    onSettled: () => utils.agents.invalidate(),
  }
  const pause = trpc.agents.pause.useMutation(options)
  const resume = trpc.agents.resume.useMutation(options)
  return { status: status.data, pause, resume }
}

/** Pauses all of the person's agents, or lets them go on. */
export function PauseButton() {
  const { status, pause, resume } = useAgentsStatus()
  if (!status) return null
  return status.paused ? (
    <Button loading={resume.isPending} onClick={() => resume.mutate()}>
      Resume agents
    </Button>
  ) : (
    <Button variant="outline" loading={pause.isPending} onClick={() => pause.mutate({})}>
      Pause agents
    </Button>
  )
}

/** Says on every page that matters that nothing will move until the agents are resumed. */
export function PausedNotice() {
  const { status, resume } = useAgentsStatus()
  if (!status?.paused) return null
  const since = status.pausedAt ? ` since ${shortDate(status.pausedAt)}, ${timeOfDay(status.pausedAt)}` : ''
  return (
    <Notice>
      Your agents are paused{since}. What you start waits; nothing is lost.{' '}
      <Button size="compact-sm" variant="outline" loading={resume.isPending} onClick={() => resume.mutate()}>
        Resume
      </Button>
    </Notice>
  )
}
