import type { AppContext } from '../../context.ts'
import { failWith } from '../../platform/errors.ts'
import type { Tx } from '../../platform/db/types.ts'
import { resumeErrors } from './errors.ts'
import { placeOf, valueOf } from './fact-place.ts'
import { factText } from './fact-text.ts'
import {
  findReadyVersion,
  findResume,
  insertChanges,
  insertFacts,
  listFacts,
  lockResumesOf,
} from './queries.ts'
import type { FactKind, ProfileFact } from './schema.ts'

const fail = failWith(resumeErrors)

export interface AddedFact {
  userId: string
  resumeId: string
  kind: FactKind
  text: string
  /** The entry it belongs to, as in the paths of other facts: "/work/0". A new entry when absent. */
  entry?: string | null
}

/** Adds a fact in the person's own words to the newest ready version; it counts as confirmed. */
export async function addFact(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  input: AddedFact,
): Promise<ProfileFact> {
  const { userId, resumeId, kind, entry = null } = input
  const text = factText(input.text)
  await lockResumesOf(tx, userId)
  if (!(await findResume(tx, userId, resumeId))) throw fail('resume_not_found')
  const version = await findReadyVersion(tx, userId, resumeId)
  if (!version) throw fail('resume_not_ready')
  const facts = await listFacts(tx, userId, version.id)
  const path = placeOf(
    kind,
    facts.map((fact) => fact.path),
    entry,
  )
  if (path === null) throw fail('fact_place_unknown')
  const id = ctx.clock.uuid()
  const told = {
    kind,
    text,
    path,
    value: valueOf(kind, text),
    state: 'confirmed' as const,
    origin: 'person' as const,
  }
  const number = (facts.at(-1)?.number ?? 0) + 1
  await insertFacts(tx, [
    { ...told, id, user_id: userId, resume_version_id: version.id, number, span_start: null, span_end: null },
  ])
  await insertChanges(tx, [
    { id: ctx.clock.uuid(), userId, factId: id, action: 'added', before: null, after: told },
  ])
  return { id, ...told, span: null }
}
