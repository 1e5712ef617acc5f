import type { ActionResult, JobAction } from '../../../src/domains/operations/control/schema.ts'
import type { JobItem } from '../../../src/domains/operations/schema.ts'
import { trpc } from '../../trpc.ts'
import { sayDone, sayFailure } from '../../ui/toast.tsx'
import { joinResults, resultWords } from './action-words.ts'

/** The server takes this many at once. */
const AT_ONCE = 200

export interface ActOrder {
  action: JobAction
  ids: readonly string[]
  reason: string
  /** Acts only on jobs that are still in this state. */
  seen?: JobItem['state']
  /** For `reschedule`: ISO. */
  runAt?: string
  /** For `setPriority`. */
  priority?: number
}

/** Reads anew what the console shows, after an operator changed something. */
export function useRefreshConsole(): () => void {
  const utils = trpc.useUtils()
  return () => {
    void utils.jobs.invalidate()
    void utils.lanes.invalidate()
    void utils.holds.invalidate()
    void utils.schedules.invalidate()
    void utils.audit.invalidate()
  }
}

/** Does one thing to some jobs and says what became of them. Throws when the server refuses. */
export function useAct(): (order: ActOrder) => Promise<ActionResult> {
  const refresh = useRefreshConsole()
  const mutations = {
    retry: trpc.jobs.retry.useMutation().mutateAsync,
    cancel: trpc.jobs.cancel.useMutation().mutateAsync,
    runNow: trpc.jobs.runNow.useMutation().mutateAsync,
    remove: trpc.jobs.remove.useMutation().mutateAsync,
  }
  const reschedule = trpc.jobs.reschedule.useMutation().mutateAsync
  const setPriority = trpc.jobs.setPriority.useMutation().mutateAsync
  const send = ({ action, runAt = '', priority = 0, ...rest }: ActOrder, ids: string[]) => {
    const input = { ids, reason: rest.reason, seen: rest.seen }
    if (action === 'reschedule') return reschedule({ ...input, runAt })
    if (action === 'setPriority') return setPriority({ ...input, priority })
    return mutations[action](input)
  }
  return async (order) => {
    const parts: ActionResult[] = []
    try {
      for (let at = 0; at < order.ids.length; at += AT_ONCE) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other: they lock rows
        parts.push(await send(order, order.ids.slice(at, at + AT_ONCE)))
      }
    } finally {
      refresh()
    }
    const result = joinResults(parts)
    const words = resultWords(order.action, result)
    if (result.changed === 0) sayFailure(words)
    else sayDone(words)
    return result
  }
}
