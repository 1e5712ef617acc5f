import type { Db } from '../../platform/db/types.ts'
import { currentJsonResume, toProfileFact } from './fact-view.ts'
import { findReadyVersion, listFacts } from './queries.ts'
import type { JsonResume, ProfileFact } from './schema.ts'

/** A résumé as evidence: its text and every fact that counts, people's changes included. */
export interface ReadResume {
  resumeId: string
  versionId: string
  fileName: string
  /** It came with the sample data. */
  isSample: boolean
  text: string
  /** Without removed ones. */
  facts: ProfileFact[]
  jsonResume: JsonResume
  inLanguage: string | null
}

/** The newest ready version of that résumé, or of the one read last when no id is given; null when there is none. */
export async function readResume(
  db: Db,
  userId: string,
  resumeId?: string | null,
): Promise<ReadResume | null> {
  const version = await findReadyVersion(db, userId, resumeId ?? null)
  if (!version || version.text === null) return null
  const rows = await listFacts(db, userId, version.id)
  const facts = rows.filter((row) => row.state !== 'removed').map(toProfileFact)
  return {
    resumeId: version.resume_id,
    versionId: version.id,
    fileName: version.file_name,
    isSample: version.is_sample,
    text: version.text,
    facts,
    jsonResume: currentJsonResume(facts),
    inLanguage: version.in_language,
  }
}
