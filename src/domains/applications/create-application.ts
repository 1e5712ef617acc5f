import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { readPosting } from '../postings/read-posting.ts'
import type { Posting } from '../postings/schema.ts'
import { findApprovedDraft } from '../studio/find-approved-draft.ts'
import { hasDraft } from '../studio/has-draft.ts'
import { applicationErrors } from './errors.ts'
import { findApplicationOfPosting, insertApplication, insertStageEvent } from './queries.ts'
import type { ApplicationFields, Stage } from './schema.ts'

const fail = failWith(applicationErrors)

export interface CreateApplicationOptions {
  userId: string
  /** Without one the application is added by hand. */
  postingId?: string | undefined
  fields: Partial<ApplicationFields>
  stage: Stage
  /** When it reached that stage; default now. */
  occurredAt?: Date | undefined
}

async function findOut(
  tx: Tx,
  { userId, postingId, fields }: CreateApplicationOptions,
): Promise<Posting | null> {
  const found = postingId ? await readPosting(tx, userId, postingId) : null
  if (postingId && !found) throw fail('application_posting_not_found')
  if (fields.draftId && !(await hasDraft(tx, userId, fields.draftId)))
    throw fail('application_draft_not_found')
  return found?.posting ?? null
}

/** What is given by hand goes before what the posting says. */
function fillFields(fields: Partial<ApplicationFields>, posting: Posting | null): ApplicationFields {
  const said = posting && {
    title: posting.title.trim().slice(0, 300) || 'Untitled position',
    organization: posting.hiringOrganization.name.slice(0, 300),
    url: posting.url || null,
  }
  const { title = said?.title, organization = said?.organization, url = said?.url } = fields
  if (!title) throw fail('application_needs_title')
  return {
    title,
    organization: organization ?? '',
    url: url ?? null,
    note: fields.note ?? '',
    draftId: fields.draftId ?? null,
  }
}

/** The draft that the person names or leaves out on purpose (null); else the approved one for the posting. */
async function withDraft(
  tx: Tx,
  { userId, postingId, fields }: CreateApplicationOptions,
): Promise<Partial<ApplicationFields>> {
  if (!postingId || fields.draftId !== undefined) return fields
  return { ...fields, draftId: await findApprovedDraft(tx, userId, postingId) }
}

/** Starts to track an application. There is one per posting: a second call answers with the first one's. */
export async function createApplication(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  options: CreateApplicationOptions,
): Promise<{ id: string; existing: boolean }> {
  const { userId, postingId = null, stage } = options
  const posting = await findOut(tx, options)
  const fields = fillFields(await withDraft(tx, options), posting)
  const id = ctx.clock.uuid()
  if (!(await insertApplication(tx, { id, userId, postingId, stage, fields }))) {
    const first = postingId ? await findApplicationOfPosting(tx, userId, postingId) : null
    if (!first) throw new Error(`application of posting ${postingId} is neither new nor there`)
    return { id: first.id, existing: true }
  }
  await insertStageEvent(tx, {
    id: ctx.clock.uuid(),
    user_id: userId,
    application_id: id,
    number: 1,
    from_stage: null,
    to_stage: stage,
    actor: 'person',
    source: 'create',
    occurred_at: options.occurredAt ?? ctx.clock.now(),
  })
  return { id, existing: false }
}
