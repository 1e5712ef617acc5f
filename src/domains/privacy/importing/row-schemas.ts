import { z } from 'zod'
import { runEventTypes } from '../../agents/schema.ts'
import { stageSchema, stageSources } from '../../applications/schema.ts'
import { gateSchema, requirementKinds, requirementSchema } from '../../matching/schema.ts'
import { postingNotices, postingSchema } from '../../postings/schema.ts'
import { factKindSchema, jsonResumeSchema, spanSchema } from '../../resumes/schema.ts'
import { understoodSchema } from '../../scouting/schema.ts'
import type { Column } from './queries.ts'

const object = z.record(z.string(), z.unknown())
/** An archive may have been written by anybody: a page shows these as links. */
const link = z.string().regex(/^(https?:\/\/.*)?$/is, 'is no web address')

const links = postingSchema.extend({
  url: link,
  sameAs: z.array(link),
  directApplyUrl: link.nullable(),
})

/** What the column's type doesn't say, though whoever reads it counts on it. */
const meanings: Readonly<Record<string, z.ZodType>> = {
  'profile_fact.kind': factKindSchema,
  'resume_version.json_resume': jsonResumeSchema.nullable(),
  'resume_version.marks': z.array(z.unknown()),
  'resume_version.content_type': z.enum([
    'application/pdf',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ]),
  'posting.data': links.omit({ raw: true }),
  'posting.url': link,
  'posting.canonical_url': link,
  'posting.notices': z.array(z.enum(postingNotices)),
  'posting_snapshot.details': object,
  'posting_snapshot.url': link.nullable(),
  'requirement.kind': z.enum(requirementKinds),
  'requirement.detail': requirementSchema.shape.detail,
  'match.gates': z.array(gateSchema),
  'search_target.understood': understoodSchema,
  'approval.accepted_flags': z.array(spanSchema),
  'application.url': link.nullable(),
  'stage_event.from_stage': stageSchema.nullable(),
  'stage_event.to_stage': stageSchema,
  'stage_event.source': z.enum(stageSources),
  'agent_run.input': object,
  'run_event.type': z.enum(runEventTypes),
  'run_event.data': object,
}

const timestamp = z.iso.datetime({ offset: true })
const types: Readonly<Record<string, z.ZodType>> = {
  text: z.string(),
  uuid: z.uuid(),
  boolean: z.boolean(),
  smallint: z.number().int().min(-32_768).max(32_767),
  integer: z.number().int().min(-2_147_483_648).max(2_147_483_647),
  bigint: z.number().int(),
  jsonb: z.unknown(),
  bytea: z.base64(),
  'timestamp with time zone': timestamp,
  'text[]': z.array(z.string()),
  'uuid[]': z.array(z.uuid()),
}

function columnSchema({ table, column, type, notNull }: Column): z.ZodType {
  const base = meanings[`${table}.${column}`] ?? types[type]
  if (!base) throw new TypeError(`no schema for ${table}.${column} of type ${type}`)
  return notNull ? base : base.nullish()
}

/** The row of an archive, by the columns the database has; what the database doesn't know is left out. */
export function rowSchema(columns: readonly Column[]): z.ZodType<Record<string, unknown>> {
  const shape = columns
    .filter(({ generated, column }) => !generated && column !== 'user_id')
    // A column that came later isn't in older archives: the database has a word for it, or refuses.
    .map((column) => [column.column, columnSchema(column).optional()] as const)
  return z.object(Object.fromEntries(shape))
}
