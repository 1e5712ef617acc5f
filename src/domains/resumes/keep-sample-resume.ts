import { createHash } from 'node:crypto'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { toJson } from '../../platform/json.ts'
import { carryOver } from './carry-over.ts'
import { PARSER_VERSION } from './parse-resume.ts'
import { findSampleResume, insertFacts, insertResume, insertVersion, lockResumesOf } from './queries.ts'
import type { ReadResumeFile } from './read-resume-file.ts'
import { contentTypes } from './reading/sniff-type.ts'

export interface SampleResume {
  userId: string
  runId: string
  fileName: string
  /** Where the caller has put the file. */
  fileKey: string
  bytes: Uint8Array
  read: ReadResumeFile
}

/** Keeps the résumé of the sample data as one that has been read; null when the person has it already. */
export async function keepSampleResume(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  sample: SampleResume,
): Promise<{ resumeId: string; facts: number } | null> {
  const { userId, runId, fileName, fileKey, bytes, read } = sample
  await lockResumesOf(tx, userId)
  if (await findSampleResume(tx, userId)) return null
  const [resumeId, versionId] = [ctx.clock.uuid(), ctx.clock.uuid()]
  await insertResume(tx, userId, resumeId, true)
  await insertVersion(tx, {
    id: versionId,
    user_id: userId,
    resume_id: resumeId,
    state: 'ready',
    file_name: fileName,
    content_type: contentTypes.docx,
    file_key: fileKey,
    file_size: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    run_id: runId,
    pages: read.extracted.pages,
    text: read.parsed.text,
    marks: toJson(read.extracted.marks),
    json_resume: toJson(read.parsed.jsonResume),
    in_language: read.parsed.inLanguage,
    parser_version: PARSER_VERSION,
  })
  const facts = carryOver(read.parsed.facts, []).map((fact, index) => ({
    ...fact,
    id: ctx.clock.uuid(),
    user_id: userId,
    resume_version_id: versionId,
    number: index + 1,
  }))
  await insertFacts(tx, facts)
  return { resumeId, facts: facts.length }
}
