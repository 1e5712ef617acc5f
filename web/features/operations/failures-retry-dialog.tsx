import { trpc } from '../../trpc.ts'
import type { Failure } from './failures-page.tsx'
import { cappedWords } from './overview-troubles.ts'
import { ReasonDialog } from './reason-dialog.tsx'

interface FailureRetryDialogProps {
  failure: Failure
  onBulk: (jobId: string) => void
  onClose: () => void
}

/** Queues all failed jobs of a group again. */
export function FailureRetryDialog({ failure, onBulk, onClose }: FailureRetryDialogProps) {
  const { fingerprint, task, code, deadLetters } = failure
  const bulk = trpc.jobs.bulk.useMutation()
  const all = `all ${cappedWords(deadLetters)}`
  const confirm = async (reason: string) => {
    const { jobId } = await bulk.mutateAsync({
      filter: { state: 'failed', fingerprint },
      action: 'retry',
      reason,
      expected: deadLetters.count,
    })
    onBulk(jobId)
  }
  return (
    <ReasonDialog title={`Retry ${all}`} confirm={`Retry ${all}`} onConfirm={confirm} onClose={onClose}>
      <p>
        Failed jobs of {task} with {code}: each is queued again with all attempts anew. Done in the
        background, with progress; it can be stopped.
      </p>
    </ReasonDialog>
  )
}
