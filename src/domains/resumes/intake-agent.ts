import { z } from 'zod'
import { failWith } from '../../platform/errors.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { defineAgent, defineStep, type StepTools } from '../agents/define-agent.ts'
import { resumeErrors } from './errors.ts'
import { extractText, type ExtractedText } from './extract-text.ts'
import { carryOver } from './carry-over.ts'
import { PARSER_VERSION, parseResume } from './parse-resume.ts'
import {
  failVersion,
  findReadyVersion,
  findVersion,
  insertFacts,
  listFacts,
  updateVersion,
  type VersionRow,
} from './queries.ts'
import type { ParsedResume } from './schema.ts'

const fail = failWith(resumeErrors)

const intakeInput = z.object({ resumeId: z.uuid(), versionId: z.uuid() })
export type IntakeInput = z.infer<typeof intakeInput>
type Tools = StepTools<IntakeInput>

const marksSchema = z.array(
  z.object({
    line: z.number(),
    scale: z.number(),
    heading: z.boolean(),
    startsColumn: z.boolean(),
    strong: z.boolean().optional(),
  }),
)

async function loadVersion({ ctx, userId, input }: Tools): Promise<VersionRow> {
  const version = await asWorker(ctx.db, (tx) => findVersion(tx, userId, input.versionId))
  // Removed while the run waited: there is nothing left to read.
  if (!version) throw fail('resume_not_found')
  return version
}

const read = defineStep<IntakeInput, ExtractedText>({
  name: 'read',
  label: 'Reading the file',
  async work(tools) {
    const version = await loadVersion(tools)
    // Read while it was taken in, as a rule.
    if (version.text !== null)
      return { text: version.text, marks: marksSchema.parse(version.marks), pages: version.pages ?? 1 }
    const bytes = await tools.ctx.storage.get(version.file_key)
    if (!bytes) throw new Error(`the file of résumé version ${version.id} is missing`)
    return extractText(bytes, { fileName: version.file_name, signal: tools.signal })
  },
  async commit(tx, { userId, input }, { text, marks, pages }) {
    await updateVersion(tx, userId, input.versionId, { text, marks, pages })
    return {
      output: { pages, characters: text.length },
      words: `Read ${text.length.toLocaleString('en')} characters`,
    }
  },
})

async function understandVersion(tools: Tools): Promise<ParsedResume> {
  const { text, marks } = await loadVersion(tools)
  const today = tools.ctx.clock.now().toISOString().slice(0, 10)
  return parseResume(text ?? '', { today, marks: marksSchema.parse(marks) })
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

function summary({ jsonResume }: ParsedResume): string {
  const jobs = plural(jsonResume.work?.length ?? 0, 'job')
  const studies = plural(jsonResume.education?.length ?? 0, 'study', 'studies')
  return `Found ${jobs}, ${studies} and ${plural(jsonResume.skills?.length ?? 0, 'skill')}`
}

const understand = defineStep<IntakeInput, ParsedResume>({
  name: 'understand',
  label: 'Finding jobs, studies and skills',
  async work(tools) {
    const parsed = await understandVersion(tools)
    if (parsed.facts.length === 0) throw fail('resume_not_a_resume')
    return parsed
  },
  async commit(tx, { userId, input }, parsed) {
    const { jsonResume, inLanguage, text } = parsed
    const patch = { text, json_resume: jsonResume, in_language: inLanguage, parser_version: PARSER_VERSION }
    await updateVersion(tx, userId, input.versionId, patch)
    return { output: { facts: parsed.facts.length, inLanguage }, words: summary(parsed) }
  },
})

const keep = defineStep<IntakeInput, ParsedResume>({
  name: 'keep',
  label: 'Keeping the facts',
  work: understandVersion,
  async commit(tx, tools, { facts }) {
    const { ctx, userId, input } = tools
    const before = await findReadyVersion(tx, userId, input.resumeId)
    const earlier = before ? await listFacts(tx, userId, before.id) : []
    const rows = carryOver(facts, earlier).map((fact, index) => ({
      ...fact,
      id: ctx.clock.uuid(),
      user_id: userId,
      resume_version_id: input.versionId,
      number: index + 1,
    }))
    await insertFacts(tx, rows)
    await updateVersion(tx, userId, input.versionId, { state: 'ready' })
    return {
      output: { resumeId: input.resumeId, versionId: input.versionId, facts: rows.length },
      words: `Kept ${plural(rows.length, 'fact')}`,
    }
  },
})

/** Reads an uploaded résumé: text, meaning, facts. What can't be read leaves a failed version with the reason. */
export const intakeAgent = defineAgent<IntakeInput>({
  kind: 'intake',
  input: intakeInput,
  steps: [read, understand, keep],
  async beforeRetry(tx, { userId, input }) {
    if (!(await findVersion(tx, userId, input.versionId))) throw fail('resume_not_found')
    await updateVersion(tx, userId, input.versionId, {
      state: 'reading',
      error_code: null,
      error_words: null,
    })
  },
  async onEnd(tx, { userId, input }, end) {
    await failVersion(tx, userId, input.versionId, end.code, end.words)
  },
})
