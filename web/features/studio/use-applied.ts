import { useState } from 'react'
import { errorMessage } from '../../error-message.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { offerUndo, sayFailure } from '../../ui/toast.tsx'
import type { Draft } from './use-draft-text.ts'

type Application = Outputs['applications']['list']['items'][number]

/** The application that a draft is for, and “I applied with this”. */
export function useApplied(draft: Draft) {
  const utils = trpc.useUtils()
  const { client } = utils
  const [pending, setPending] = useState(false)
  const { postingId } = draft
  const found = trpc.applications.list.useQuery(
    { postingId: postingId ?? undefined, limit: 1 },
    { enabled: postingId !== null },
  )
  // Without its posting an application isn't found again by it.
  const [byHand, setByHand] = useState<Application | null>(null)
  const tracked = found.data?.items[0] ?? byHand

  /** Runs one thing at a time, and says in words when it doesn't work. */
  const attempt = (work: () => Promise<void>) => void run(work)
  const run = async (work: () => Promise<void>) => {
    if (pending) return
    setPending(true)
    await work().catch((error: unknown) => sayFailure(errorMessage(error)))
    await utils.applications.invalidate()
    void utils.matches.invalidate()
    setPending(false)
  }

  const create = async () => {
    const { id: draftId, title, organization, postingUrl: url } = draft
    const written = { title: title || 'Untitled position', organization, url }
    const { existing, ...made } = await client.applications.create.mutate({
      ...(postingId ? { postingId } : written),
      stage: 'applied',
      draftId,
    })
    if (existing) return take(made)
    if (!postingId) setByHand(made)
    offerUndo('Noted as applied.', () =>
      attempt(async () => {
        await client.applications.remove.mutate({ id: made.id })
        setByHand(null)
      }),
    )
  }
  const take = async (application: Application) => {
    const { id, stage, draftId } = application
    if (draftId !== draft.id) await client.applications.update.mutate({ id, draftId: draft.id })
    const moved = stage === 'saved'
    if (moved) await client.applications.move.mutate({ id, from: 'saved', to: 'applied' })
    offerUndo(moved ? 'Moved to Applied.' : 'Noted which letter you sent.', () =>
      attempt(async () => {
        if (moved) await client.applications.undo.mutate({ id })
        if (draftId !== draft.id) await client.applications.update.mutate({ id, draftId })
      }),
    )
  }

  return {
    /** Tracked with this letter, and sent. */
    applied: tracked?.draftId === draft.id && tracked.stage !== 'saved' ? tracked : null,
    /** Tracked, maybe without this letter. */
    tracked,
    ready: postingId === null || !found.isPending,
    pending,
    apply: () => attempt(() => (tracked ? take(tracked) : create())),
  }
}
