import type { AppContext } from '../../context.ts'
import { failWith } from '../../platform/errors.ts'
import type { Tx } from '../../platform/db/types.ts'
import { resumeErrors } from './errors.ts'
import { valueOf } from './fact-place.ts'
import { factText } from './fact-text.ts'
import { toProfileFact } from './fact-view.ts'
import { findVersion, insertChanges, lockFacts, updateFact } from './queries.ts'
import type { ProfileFact } from './schema.ts'

const fail = failWith(resumeErrors)

/**
 * Puts a person's words in the place of a fact's and confirms it. Words that equal what was read count as
 * read again; others are the person's own. What stood there before stays in the change log.
 */
export async function editFact(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  input: { userId: string; factId: string; text: string },
): Promise<ProfileFact> {
  const { userId, factId } = input
  const text = factText(input.text)
  const [fact] = await lockFacts(tx, userId, [factId])
  const version = fact ? await findVersion(tx, userId, fact.resume_version_id) : null
  if (!fact || !version || fact.state === 'removed') throw fail('fact_not_found')
  const { span_start: start, span_end: end } = fact
  const read = start !== null && end !== null ? version.text?.slice(start, end) : undefined
  const isRead = read !== undefined && read.replace(/\s+/g, ' ') === text
  const kept = isRead ? read : text
  const origin = isRead ? ('resume' as const) : ('person' as const)
  const after = { text: kept, value: valueOf(fact.kind, kept), state: 'confirmed' as const, origin }
  await updateFact(tx, userId, factId, after)
  const { text: was, value, state, origin: from } = fact
  const before = { text: was, value, state, origin: from, span: from === 'resume' ? [start, end] : null }
  await insertChanges(tx, [{ id: ctx.clock.uuid(), userId, factId, action: 'edited', before, after }])
  return toProfileFact({ ...fact, ...after })
}
