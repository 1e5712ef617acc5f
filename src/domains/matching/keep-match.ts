import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import type { ReadPosting } from '../postings/read-posting.ts'
import type { ReadResume } from '../resumes/read-resume.ts'
import { keepMatches } from './keep-matches.ts'
import type { MatchResult } from './schema.ts'

interface Matched {
  userId: string
  posting: ReadPosting
  resume: ReadResume
  result: MatchResult
}

/** Stores a match with its evidence, every link of it checked against what is stored now. Returns its id. */
export async function keepMatch(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, posting, resume, result }: Matched,
): Promise<string> {
  const kept = await keepMatches(tx, ctx, { userId, resume, matched: [{ posting, result }] })
  const id = kept.get(posting.id)
  if (id === undefined) throw new Error(`posting ${posting.id} went while its match was kept`)
  return id
}
