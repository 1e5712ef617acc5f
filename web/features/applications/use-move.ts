import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import type {
  Application,
  ApplicationSummary,
  Outcome,
  Stage,
} from '../../../src/domains/applications/schema.ts'
import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { offerUndo, sayFailure } from '../../ui/toast.tsx'
import { patchApplication, patchCounts } from './patch-applications.ts'
import { hasOutcome, outcomeWords, stageWords } from './stages.ts'

export interface Target {
  stage: Stage
  outcome: Outcome | null
}

/**
 * Moves applications: shown at once, taken back with words when the server refuses, one after the other so that two
 * quick moves can't overtake each other. Each offers Undo.
 */
export function useMove() {
  const cache = useQueryClient()
  const utils = trpc.useUtils()
  const { client } = utils
  const queue = useRef<Promise<void>>(Promise.resolve())

  const show = useCallback(
    (id: string, from: Stage, change: Partial<Application>) => {
      patchApplication(cache, id, change)
      const to = change.stage
      if (to) utils.applications.counts.setData(undefined, (counts) => patchCounts(counts, from, to))
    },
    [cache, utils],
  )

  /** Shows `target` now, then does `work`; `before` is shown again when that fails. */
  const change = useCallback(
    (before: ApplicationSummary, target: Target, work: () => Promise<Application>, onDone?: () => void) => {
      void utils.applications.list.cancel()
      void utils.applications.get.cancel({ id: before.id })
      show(before.id, before.stage, { ...target, stageSince: new Date().toISOString() })
      const run = async (earlier: Promise<void>) => {
        await earlier
        try {
          patchApplication(cache, before.id, await work())
          onDone?.()
        } catch (error) {
          const { stage, outcome, stageSince } = before
          show(before.id, target.stage, { stage, outcome, stageSince })
          sayFailure(errorMessage(error))
          void utils.applications.list.invalidate()
          void utils.applications.get.invalidate({ id: before.id })
        }
        void utils.applications.counts.invalidate()
        // Lists that aren't on the page are read again when they are opened.
        void utils.applications.list.invalidate(undefined, { refetchType: 'none' })
      }
      queue.current = run(queue.current)
    },
    [cache, utils, show],
  )

  const takeBack = useCallback(
    (before: ApplicationSummary, moved: Target) => {
      const { id, stage, outcome } = before
      change({ ...before, ...moved }, { stage, outcome }, async () => {
        if (moved.stage === stage) return client.applications.setOutcome.mutate({ id, outcome })
        const undone = await client.applications.undo.mutate({ id })
        if (undone.outcome === outcome) return undone
        return client.applications.setOutcome.mutate({ id, outcome })
      })
    },
    [client, change],
  )

  const move = useCallback(
    (application: ApplicationSummary, target: Target) => {
      const { id, stage, outcome } = application
      const to = { stage: target.stage, outcome: hasOutcome(target.stage) ? target.outcome : null }
      if (to.stage === stage && to.outcome === outcome) return
      const work = () =>
        to.stage === stage
          ? client.applications.setOutcome.mutate({ id, outcome: to.outcome })
          : client.applications.move.mutate({ id, from: stage, to: to.stage, outcome: to.outcome })
      change(application, to, work, () =>
        offerUndo(moveWords(application, to), () => takeBack(application, to)),
      )
    },
    [client, change, takeBack],
  )
  return move
}

function moveWords({ title }: ApplicationSummary, { stage, outcome }: Target): string {
  return `${title}: ${stageWords(stage)}${outcome ? `, ${outcomeWords(outcome).toLowerCase()}` : ''}.`
}
