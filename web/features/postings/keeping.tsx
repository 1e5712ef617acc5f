import { useCallback } from 'react'
import { useNavigate } from 'react-router'
import { errorMessage } from '../../error-message.ts'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { sayDone, sayFailure } from '../../ui/toast.tsx'
import { RunProgress } from '../agents/run-progress.tsx'

interface KeepingProps {
  runId: string
  /** Matched with this résumé as soon as it is kept. */
  resumeId: string | null
  onAgain: () => void
}

/** Follows the keeping of a posting, starts its match, and goes to its page. */
export function Keeping({ runId, resumeId, onAgain }: KeepingProps) {
  const navigate = useNavigate()
  const { mutateAsync: startMatch } = trpc.matches.start.useMutation()
  const onDone = useCallback(
    async (result: Record<string, unknown>) => {
      const { postingId, existing } = result
      if (typeof postingId !== 'string') return navigate(paths.postings(), { replace: true })
      if (existing === true) sayDone('You already had this posting.')
      const run = resumeId
        ? await startMatch({ postingId, resumeId }).catch((error: unknown) => {
            sayFailure(`The posting is kept, but matching did not start. ${errorMessage(error)}`)
          })
        : undefined
      await navigate(paths.posting(postingId, undefined, run?.runId), { replace: true })
    },
    [navigate, resumeId, startMatch],
  )
  return (
    <Card title="Keeping the posting">
      <RunProgress runId={runId} onDone={(result) => void onDone(result)} onAgain={onAgain} />
    </Card>
  )
}
