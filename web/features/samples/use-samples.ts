import { useState } from 'react'
import { errorMessage } from '../../error-message.ts'
import { counted } from '../../lib/format.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { sayDone, sayFailure } from '../../ui/toast.tsx'

const onError = (error: unknown) => sayFailure(errorMessage(error))

/** Adding the sample data (one run, then a second that matches) and removing it. */
export function useSamples() {
  const utils = trpc.useUtils()
  const status = trpc.samples.status.useQuery()
  const [started, setStarted] = useState<string | null>(null)
  const add = trpc.samples.add.useMutation({ onError, onSuccess: ({ runId }) => setStarted(runId) })
  const remove = trpc.samples.remove.useMutation({
    onError,
    onSuccess: (gone) => {
      setStarted(null)
      sayDone(`Removed: ${removedWords(gone)}.`)
    },
    onSettled: () => utils.invalidate(),
  })
  return { status, runId: started ?? status.data?.runId ?? null, add, remove }
}

function removedWords(gone: Outputs['samples']['remove']): string {
  const parts = [
    counted(gone.resumes, 'résumé'),
    counted(gone.postings, 'posting'),
    gone.matches > 0 && counted(gone.matches, 'match', 'matches'),
    gone.drafts > 0 && counted(gone.drafts, 'draft'),
    gone.applications > 0 && counted(gone.applications, 'application'),
  ]
  return parts.filter(Boolean).join(', ')
}
