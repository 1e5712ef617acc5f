import type { Tx } from '../../../platform/db/types.ts'
import type { Outcomes } from './outcome.ts'
import { listWaitingFor, type WaitingFor } from './queries.ts'
import type { ActionResult } from './schema.ts'

/** The outcomes in words, with what the changed jobs still wait for. */
export async function actionResult(tx: Tx, outcomes: Outcomes): Promise<ActionResult> {
  const changed = [...outcomes].filter(([, outcome]) => outcome.changed).map(([id]) => id)
  const waiting = await waitingWordsOf(tx, changed)
  return {
    changed: changed.length,
    results: [...outcomes].map(([id, outcome]) =>
      outcome.changed
        ? { id, changed: true, code: null, words: waiting.get(id) ?? null }
        : { id, changed: false, code: outcome.code, words: outcome.words },
    ),
  }
}

/** Of those that a pause keeps from beginning, by id. */
export async function waitingWordsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = ids.length > 0 ? await listWaitingFor(tx, ids) : []
  return new Map(rows.map((row) => [row.job_id, waitingWords(row)]))
}

function waitingWords({ reason }: WaitingFor): string {
  return reason === null
    ? 'It waits until its person resumes their agents.'
    : `It waits, since an operator has paused this: ${reason}`
}
