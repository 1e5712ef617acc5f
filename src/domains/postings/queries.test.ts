import { afterAll, beforeAll, expect, test } from 'vitest'
import { asWorker, readAsUser } from '../../platform/db/transaction.ts'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../testing/engine-with-database.ts'
import { manyMatches, storeMany } from '../../testing/many-matches.ts'
import { newestMatches } from './queries.ts'

let engine: EngineWithDatabase

beforeAll(async () => {
  engine = await createEngineWithDatabase()
})
afterAll(() => engine.stop())

test('each posting has its newest match, and nobody else’s', async () => {
  const userId = await engine.addPerson()
  const other = await engine.addPerson()
  const [first, second, theirs] = manyMatches(3)
  if (!first || !second || !theirs) throw new Error('three were asked for')
  await asWorker(engine.ctx.db, async (tx) => {
    await storeMany(tx, userId, [first, second])
    await storeMany(tx, other, [theirs])
  })
  const again = crypto.randomUUID()
  // With another résumé, later.
  await engine.database.pool.query(
    `with resume as (insert into resume (id, user_id) values ($1, $2) returning id),
      version as (insert into resume_version (id, user_id, resume_id, number, state, file_name, content_type, file_key, file_size, sha256, text, json_resume)
        select id, $2, id, 1, 'ready', 'b.pdf', 'application/pdf', id, 1, id, 'A', '{}' from resume returning id)
    insert into match (id, user_id, resume_id, resume_version_id, posting_id, extractor_version, rubric_version, score, verdict, verdict_words)
    select $1, $2, $1, id, $3, '1', '1', 88, 'strong', '' from version`,
    [again, userId, first.postingId],
  )
  const ids = [first, second, theirs].map(({ postingId }) => postingId)
  const found = await readAsUser(engine.ctx.db, userId, (tx) => newestMatches(tx, userId, ids))
  expect(found).toHaveLength(2)
  expect(found).toContainEqual({ id: again, posting_id: first.postingId, score: 88, verdict: 'strong' })
  expect(found).toContainEqual({
    id: second.id,
    posting_id: second.postingId,
    score: second.score,
    verdict: second.verdict,
  })
})
