import type { Stage } from '../../../src/domains/applications/schema.ts'
import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { offerUndo, sayDone, sayFailure } from '../../ui/toast.tsx'

const onError = (error: unknown) => sayFailure(errorMessage(error))

/** Tracks the application for a posting: saved, then applied; each can be taken back. */
export function useTracking(postingId: string) {
  const utils = trpc.useUtils()
  const tracked = trpc.applications.list.useQuery({ postingId, limit: 1 })
  const [application] = tracked.data?.items ?? []
  const onSettled = () =>
    Promise.all([
      utils.applications.invalidate(),
      utils.matches.list.invalidate(),
      utils.matches.get.invalidate(),
    ])
  const remove = trpc.applications.remove.useMutation({ onError, onSettled })
  const undoMove = trpc.applications.undo.useMutation({ onError, onSettled })
  const create = trpc.applications.create.useMutation({
    onError,
    onSettled,
    onSuccess: ({ id, stage, existing }) => {
      if (existing) return sayDone('You track an application for this posting already.')
      offerUndo(words(stage), () => remove.mutate({ id }))
    },
  })
  const move = trpc.applications.move.useMutation({
    onError,
    onSettled,
    onSuccess: ({ id, stage }) => offerUndo(words(stage), () => undoMove.mutate({ id })),
  })
  const track = (to: 'saved' | 'applied') => {
    if (application) move.mutate({ id: application.id, from: application.stage, to })
    else create.mutate({ postingId, stage: to })
  }
  return {
    application: application ?? null,
    known: tracked.data !== undefined,
    track,
    busy: create.isPending || move.isPending || remove.isPending || undoMove.isPending,
  }
}

function words(stage: Stage): string {
  return stage === 'saved' ? 'Saved to your applications.' : 'Noted: you applied today.'
}
