import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { toJson } from '../../platform/json.ts'
import { insertRequirements } from './bulk/queries.ts'
import { EXTRACTOR_VERSION } from './extract-requirements.ts'
import type { Requirement } from './schema.ts'

export interface Asked {
  postingId: string
  /** In the order of the text. */
  requirements: Requirement[]
}

/** Stores what postings ask for; where this version of the reader has done so before, nothing is added. */
export async function keepRequirements(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, asked }: { userId: string; asked: Asked[] },
): Promise<void> {
  const rows = asked.flatMap(({ postingId, requirements }) =>
    requirements.map(({ text, span, tier, kind, detail }, index) => ({
      id: ctx.clock.uuid(),
      user_id: userId,
      posting_id: postingId,
      extractor_version: EXTRACTOR_VERSION,
      number: index + 1,
      text,
      span_start: span[0],
      span_end: span[1],
      tier,
      kind,
      detail: toJson(detail),
    })),
  )
  await insertRequirements(tx, rows)
}
