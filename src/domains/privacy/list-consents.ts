import type { Db } from '../../platform/db/types.ts'
import { consentTexts } from './consent-texts.ts'
import { listLastConsents } from './queries.ts'
import { consentPurposes, type Consent } from './schema.ts'

/** What the person is asked to agree to, and what they said. A yes to an older text counts no more. */
export async function listConsents(db: Db, userId: string): Promise<Consent[]> {
  const rows = await listLastConsents(db, userId)
  return consentPurposes.map((purpose) => {
    const { version, title, text } = consentTexts[purpose]
    const word = rows.find((row) => row.purpose === purpose && row.version === version)
    return {
      purpose,
      title,
      text,
      version,
      granted: word?.granted ?? false,
      decidedAt: word?.created_at.toISOString() ?? null,
    }
  })
}
