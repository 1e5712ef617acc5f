import { afterAll, beforeAll, expect, test } from 'vitest'
import { asWorker } from '../../platform/db/transaction.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { enforceRetention } from './enforce-retention.ts'
import { expireExports } from './exporting/expire-exports.ts'
import { recordModelCall } from './record-model-call.ts'
import { registerOfTables } from './register-of-tables.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ config: { role: 'web' } })
})
afterAll(() => app.close())

const query = (text: string, values: unknown[] = []) => app.database.pool.query(text, values)
/** A job of the system without a worker. */
const job = () => ({
  signal: new AbortController().signal,
  progress: async () => undefined,
  commit: <T>(work: Parameters<typeof asWorker<T>>[1]) => asWorker(app.ctx.db, work),
})

test('nothing is agreed to until the person says so, and a yes to another text counts no more', async () => {
  const { client, userId } = await app.signIn('ada@example.org')
  const asked = await client.privacy.consents.list.query()
  expect(asked.map(({ purpose, granted }) => [purpose, granted])).toEqual([
    ['analytics', false],
    ['product_mail', false],
    ['model_use', false],
  ])
  const said = await client.privacy.consents.set.mutate({ purpose: 'model_use', granted: true })
  expect(said.find(({ purpose }) => purpose === 'model_use')).toMatchObject({ granted: true })
  await client.privacy.consents.set.mutate({ purpose: 'model_use', granted: true })
  await client.privacy.consents.set.mutate({ purpose: 'model_use', granted: false })
  const { rows } = await query('select granted from consent where user_id = $1 order by created_at', [userId])
  expect(rows).toEqual([{ granted: true }, { granted: false }])
  await query(`update consent set granted = true, version = '2020-01-01' where user_id = $1`, [userId])
  const later = await client.privacy.consents.list.query()
  expect(later.every(({ granted, decidedAt }) => !granted && decidedAt === null)).toBe(true)
})

test('the register pages through what was sent to models, to its owner alone', async () => {
  const ada = await app.signIn('ada@example.org')
  const eve = await app.signIn('eve@example.org')
  await asWorker(app.ctx.db, async (tx) => {
    for (let index = 0; index < 5; index++) {
      await recordModelCall(tx, {
        userId: ada.userId,
        jobId: null,
        provider: 'example',
        model: `model-${index}`,
        purpose: 'draft',
        sent: ['résumé'],
        inputTokens: index,
        outputTokens: null,
        costMicrodollars: 12,
        outcome: 'ok',
      })
    }
  })
  const models: string[] = []
  let cursor: string | null = null
  do {
    const page = await ada.client.privacy.register.list.query({ limit: 2, cursor })
    models.push(...page.items.map(({ model }) => model))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(models.toSorted()).toEqual(['model-0', 'model-1', 'model-2', 'model-3', 'model-4'])
  expect((await eve.client.privacy.register.list.query({})).items).toEqual([])
})

test('anybody may read what is kept how long', async () => {
  const list = await app.anonymous.privacy.retention.list.query()
  expect(list.map(({ table }) => table)).toEqual(Object.keys(registerOfTables))
  expect(list.every(({ about, kept }) => about.length > 5 && kept.length > 5)).toBe(true)
})

test('what is older than it is kept goes, in batches, and nothing else', async () => {
  const { userId } = await app.signIn('ada@example.org')
  const aged = (days: number) => `now() - interval '${days} days'`
  await query(`insert into webhook_event (provider, event_id, received_at)
    select 'x', 'old ' || n, ${aged(31)} from generate_series(1, 25) n`)
  await query(
    `insert into webhook_event (provider, event_id, received_at) values ('x', 'young', ${aged(29)})`,
  )
  await query(
    `insert into email_message (user_id, kind, recipient, subject, created_at)
     values ($1, 'welcome', 'a@example.org', 'old', ${aged(91)}), ($1, 'welcome', 'a@example.org', 'young', ${aged(89)})`,
    [userId],
  )
  await query(`insert into audit_event (at, actor_role, action, target_type)
    values (${aged(401)}, 'user', 'test.old', 'user'), (${aged(399)}, 'user', 'test.young', 'user')`)
  const removed = await enforceRetention(app.ctx, job(), { batch: 10 })
  expect(removed).toEqual({ webhook_event: 25, email_message: 1, audit_event: 1 })
  const left = await query(`select event_id from webhook_event where provider = 'x'`)
  expect(left.rows).toEqual([{ event_id: 'young' }])
  const audit = await query(`select action from audit_event where action like 'test.%'`)
  expect(audit.rows).toEqual([{ action: 'test.young' }])
})

test('an archive goes when its day is over, the file with it', async () => {
  const { userId, client } = await app.signIn('bea@example.org')
  const { storage } = app.ctx
  const { rows } = await query(
    `insert into data_export (user_id, state, storage_key, bytes, expires_at)
     values ($1, 'ready', $2, 1, now() - interval '1 minute'), ($1, 'ready', $3, 1, now() + interval '1 hour') returning id`,
    [userId, `${userId}/exports/old.zip`, `${userId}/exports/young.zip`],
  )
  await storage.put(`${userId}/exports/old.zip`, Buffer.from('x'), 'application/zip')
  await storage.put(`${userId}/exports/young.zip`, Buffer.from('x'), 'application/zip')
  expect(await client.privacy.exports.show.query({ id: String(rows[0]?.id) })).toMatchObject({
    state: 'expired',
    url: null,
  })
  expect(await expireExports(app.ctx, job())).toEqual({ expired: 1 })
  expect(await storage.get(`${userId}/exports/old.zip`)).toBeNull()
  const { items } = await client.privacy.exports.list.query({})
  expect(items.map(({ state }) => state).toSorted()).toEqual(['expired', 'ready'])
})
