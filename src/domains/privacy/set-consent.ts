import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { consentTexts } from './consent-texts.ts'
import { listConsents } from './list-consents.ts'
import { insertConsent, lockPrivacyOf } from './queries.ts'
import type { Consent, ConsentPurpose } from './schema.ts'

/** Keeps the person's word on the text as it is now; the same word twice is kept once. */
export async function setConsent(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  word: { userId: string; purpose: ConsentPurpose; granted: boolean },
): Promise<Consent[]> {
  const { userId, purpose, granted } = word
  await lockPrivacyOf(tx, userId)
  const last = (await listConsents(tx, userId)).find((consent) => consent.purpose === purpose)
  if (last && last.decidedAt !== null && last.granted === granted) return listConsents(tx, userId)
  const { version } = consentTexts[purpose]
  await insertConsent(tx, { userId, purpose, version, granted, now: ctx.clock.now() })
  return listConsents(tx, userId)
}
