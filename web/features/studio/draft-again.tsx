import { useCallback, useState } from 'react'
import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { sayDone, sayFailure } from '../../ui/toast.tsx'
import { RunProgress } from '../agents/run-progress.tsx'
import type { Draft } from './use-draft-text.ts'

/** Has the letter written anew; what the person wrote or approved is never replaced. */
export function useDraftAgain(draft: Draft) {
  const utils = trpc.useUtils()
  const [runId, setRunId] = useState<string | null>(null)
  const { mutate, isPending } = trpc.drafts.compose.useMutation({
    onSuccess: (started) => setRunId(started.runId),
    onError: (error) => sayFailure(errorMessage(error)),
  })
  const { id, version, matchId } = draft
  const start = useCallback(() => {
    if (matchId) mutate({ matchId })
  }, [matchId, mutate])
  const done = useCallback(
    (result: Record<string, unknown>) => {
      setRunId(null)
      void utils.drafts.invalidate()
      const written = Number(result['version'])
      if (result['draftId'] === id && written > version) sayDone(`Written anew, as version ${written}.`)
      else sayDone('Your letter stays as it is: what you wrote or approved is not replaced.')
    },
    [utils, id, version],
  )
  return {
    /** null: the match that it was written for is gone. */
    start: matchId ? start : null,
    busy: isPending || runId !== null,
    progress: runId && <RunProgress runId={runId} onDone={done} onAgain={start} />,
  }
}
