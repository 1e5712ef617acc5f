import { z } from 'zod'
import { failWith } from '../../platform/errors.ts'
import { router, userProcedure } from '../../platform/trpc/procedures.ts'
import { addFact } from './add-fact.ts'
import { confirmFacts } from './confirm-facts.ts'
import { editFact } from './edit-fact.ts'
import { resumeErrors } from './errors.ts'
import { currentJsonResume, toProfileFact } from './fact-view.ts'
import { linkResumeFile } from './link-resume-file.ts'
import { findResume, listFacts, listNewest, listVersions, type VersionRow } from './queries.ts'
import { removeFact } from './remove-fact.ts'
import { removeResume } from './remove-resume.ts'
import { restoreFact } from './restore-fact.ts'
import { FACT_MAX_LENGTH, factKindSchema, jsonResumeSchema, profileFactSchema } from './schema.ts'

const fail = failWith(resumeErrors)
const byId = z.object({ id: z.uuid() })
const done = z.object({ ok: z.literal(true) })
const stateSchema = z.enum(['reading', 'ready', 'failed'])
const errorSchema = z.object({ code: z.string(), words: z.string() }).nullable()
/** A little more than a fact may have, so that the use case can say so in words. */
const typed = z.string().max(FACT_MAX_LENGTH * 4)

const versionSchema = z.object({
  id: z.uuid(),
  number: z.number().int(),
  state: stateSchema,
  error: errorSchema,
  fileName: z.string(),
  fileSize: z.number().int(),
  pages: z.number().int().nullable(),
  inLanguage: z.string().nullable(),
  runId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
})

function toVersion(row: VersionRow): z.infer<typeof versionSchema> {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    error: row.error_code === null ? null : { code: row.error_code, words: row.error_words ?? '' },
    fileName: row.file_name,
    fileSize: row.file_size,
    pages: row.pages,
    inLanguage: row.in_language,
    runId: row.run_id,
    createdAt: row.created_at.toISOString(),
  }
}

const meta = (method: 'GET' | 'POST' | 'DELETE' | 'PATCH', path: `/${string}`, summary: string) => ({
  openapi: { method, path, protect: true, summary },
})

export const resumesRouter = router({
  /** The person's résumés, newest first, each by its newest version. */
  list: userProcedure
    .meta(meta('GET', '/resumes', 'Résumés, newest first'))
    .input(z.object({}))
    .output(
      z.object({
        items: z.array(
          z.object({
            id: z.uuid(),
            fileName: z.string(),
            state: stateSchema,
            error: errorSchema,
            version: z.number().int(),
            factCount: z.number().int(),
            /** How many of them the person has confirmed. */
            confirmedCount: z.number().int(),
            inLanguage: z.string().nullable(),
            runId: z.uuid().nullable(),
            /** It came with the sample data. */
            isSample: z.boolean(),
            createdAt: z.iso.datetime(),
          }),
        ),
      }),
    )
    .query(async ({ ctx }) => {
      const rows = await ctx.transact((tx) => listNewest(tx, ctx.userId))
      const items = rows.map((row) => ({
        id: row.id,
        fileName: row.file_name,
        state: row.state,
        error: row.error_code === null ? null : { code: row.error_code, words: row.error_words ?? '' },
        version: row.number,
        factCount: row.fact_count ?? 0,
        confirmedCount: row.confirmed_count ?? 0,
        inLanguage: row.in_language,
        runId: row.run_id,
        isSample: row.is_sample,
        createdAt: row.created_at.toISOString(),
      }))
      return { items }
    }),

  /**
   * One résumé: the newest version that could be read with its text, facts (removed ones too, by their state)
   * and JSON Resume, which follows the person's changes; `state` is that of the newest version.
   */
  get: userProcedure
    .meta(meta('GET', '/resumes/{id}', 'One résumé with its facts'))
    .input(byId.extend({ versionId: z.uuid().optional() }))
    .output(
      z.object({
        id: z.uuid(),
        fileName: z.string(),
        state: stateSchema,
        error: errorSchema,
        version: versionSchema,
        text: z.string(),
        facts: z.array(profileFactSchema),
        jsonResume: jsonResumeSchema,
        /** It came with the sample data. */
        isSample: z.boolean(),
        createdAt: z.iso.datetime(),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        const resume = await findResume(tx, ctx.userId, input.id)
        const versions = await listVersions(tx, ctx.userId, input.id)
        const [newest] = versions
        if (!resume || !newest) throw fail('resume_not_found')
        const wanted = input.versionId
          ? versions.find((version) => version.id === input.versionId)
          : (versions.find((version) => version.state === 'ready') ?? newest)
        if (!wanted) throw fail('resume_not_found')
        const facts = (await listFacts(tx, ctx.userId, wanted.id)).map(toProfileFact)
        const { state, error } = toVersion(newest)
        return {
          id: input.id,
          fileName: wanted.file_name,
          state,
          error,
          version: toVersion(wanted),
          text: wanted.text ?? '',
          facts,
          jsonResume: currentJsonResume(facts),
          isSample: resume.is_sample,
          createdAt: newest.created_at.toISOString(),
        }
      }),
    ),

  /** All versions of a résumé, newest first. */
  versions: userProcedure
    .meta(meta('GET', '/resumes/{id}/versions', 'Versions of a résumé'))
    .input(byId)
    .output(z.object({ items: z.array(versionSchema) }))
    .query(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        const rows = await listVersions(tx, ctx.userId, input.id)
        if (rows.length === 0) throw fail('resume_not_found')
        return { items: rows.map(toVersion) }
      }),
    ),

  /**
   * A link to the very file that was uploaded, the newest version's or that of `versionId`. Whoever has the link has the file, for a
   * quarter of an hour: `expiresAt`. It is served as a download under `fileName`.
   */
  file: userProcedure
    .meta(meta('GET', '/resumes/{id}/file', 'A link to the uploaded file'))
    .input(byId.extend({ versionId: z.uuid().optional() }))
    .output(z.object({ url: z.url(), fileName: z.string(), expiresAt: z.iso.datetime() }))
    .query(async ({ ctx, input }) => {
      const { id: resumeId, versionId = null } = input
      const link = await linkResumeFile(ctx.app, { userId: ctx.userId, resumeId, versionId })
      return { ...link, expiresAt: link.expiresAt.toISOString() }
    }),

  /** Confirms the named facts; all that are still unconfirmed in the newest ready version when none is named. */
  confirmFacts: userProcedure
    .meta(meta('POST', '/resumes/{id}/confirm-facts', 'Confirm facts'))
    .input(byId.extend({ factIds: z.array(z.uuid()).max(2_000).optional() }))
    .output(z.object({ confirmed: z.number().int() }))
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        const versions = await listVersions(tx, ctx.userId, input.id)
        if (versions.length === 0) throw fail('resume_not_found')
        const ready = versions.find((version) => version.state === 'ready')
        if (!ready) throw fail('resume_not_ready')
        const own = new Set((await listFacts(tx, ctx.userId, ready.id)).map((fact) => fact.id))
        if (input.factIds?.some((id) => !own.has(id))) throw fail('fact_not_found')
        const factIds = input.factIds ?? [...own]
        return { confirmed: await confirmFacts(tx, ctx.app, { userId: ctx.userId, factIds }) }
      }),
    ),

  /** Puts the person's words in the place of a fact's. */
  editFact: userProcedure
    .meta(meta('PATCH', '/resumes/facts/{id}', 'Edit a fact'))
    .input(byId.extend({ text: typed }))
    .output(profileFactSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact((tx) => editFact(tx, ctx.app, { userId: ctx.userId, factId: input.id, text: input.text })),
    ),

  /** Adds a fact by hand, to an entry ("/work/0") or as one of its own. */
  addFact: userProcedure
    .meta(meta('POST', '/resumes/{id}/facts', 'Add a fact by hand'))
    .input(byId.extend({ kind: factKindSchema, text: typed, entry: z.string().max(60).optional() }))
    .output(profileFactSchema)
    .mutation(({ ctx, input }) => {
      const { id: resumeId, kind, text, entry = null } = input
      return ctx.transact((tx) => addFact(tx, ctx.app, { userId: ctx.userId, resumeId, kind, text, entry }))
    }),

  /** Removes a fact; `restoreFact` brings it back. */
  removeFact: userProcedure
    .meta(meta('DELETE', '/resumes/facts/{id}', 'Remove a fact'))
    .input(byId)
    .output(done)
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        await removeFact(tx, ctx.app, { userId: ctx.userId, factId: input.id })
        return { ok: true as const }
      }),
    ),

  /** Takes the removal of a fact back. */
  restoreFact: userProcedure
    .meta(meta('POST', '/resumes/facts/{id}/restore', 'Bring a removed fact back'))
    .input(byId)
    .output(profileFactSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact((tx) => restoreFact(tx, ctx.app, { userId: ctx.userId, factId: input.id })),
    ),

  /** Removes a résumé with all its versions, facts and files. */
  remove: userProcedure
    .meta(meta('DELETE', '/resumes/{id}', 'Remove a résumé'))
    .input(byId)
    .output(done)
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        await removeResume(tx, ctx.app, { userId: ctx.userId, resumeId: input.id })
        return { ok: true as const }
      }),
    ),
})
