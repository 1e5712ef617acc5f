import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asWorker } from '../../../platform/db/transaction.ts'
import { createTestApp, type Person, type TestApp } from '../../../testing/app.ts'
import { ownOneOfEach, resultOf, uploadSample } from '../../../testing/owned-things.ts'
import { makeRich } from '../../../testing/rich-person.ts'
import { until } from '../../../testing/until.ts'
import type { DeleteSignIn } from './delete-clerk-user.ts'
import { pseudonymOf } from './pseudonym-of.ts'
import { purgePerson } from './purge-person.ts'
import { listHashes } from './queries.ts'
import type { Traces } from './traces.ts'
import { verifyErased } from './verify-erased.ts'

let app: TestApp
let neighbour: Person
beforeAll(async () => {
  app = await createTestApp()
  neighbour = await app.signIn('neighbour@example.org')
  await ownOneOfEach(neighbour)
}, 120_000)
afterAll(() => app.close())

const query = (text: string, values: unknown[] = []) => app.database.pool.query(text, values)

/** Somebody who asked to be erased and whose 30 days are over. */
async function leaver(
  email: string,
  has: (person: Person) => Promise<unknown>,
): Promise<{ person: Person; traces: Traces }> {
  const person = await app.signIn(email)
  await has(person)
  await person.client.privacy.deletion.request.mutate()
  await query(`update users set purge_after = now() - interval '1 minute', clerk_id = $2 where id = $1`, [
    person.userId,
    `user_${email.slice(0, 3)}`,
  ])
  const hashes = await asWorker(app.ctx.db, (tx) => listHashes(tx, person.userId))
  const traces = {
    userId: person.userId,
    email,
    name: 'Wilhelmina Överström',
    clerkId: null,
    hashes,
    requestedAt: null,
  }
  return { person, traces }
}

/** Enough to be found: a name, a file, facts. */
async function addResume(person: Person): Promise<void> {
  await person.client.users.update.mutate({ name: 'Wilhelmina Överström' })
  await resultOf(person, (await uploadSample(person)).runId)
}

type PurgeJob = Parameters<typeof purgePerson>[1]
class Killed extends Error {}

/** A job of the purge as the worker would run it; it dies after so many commits, which keep what they committed. */
function purgeJob(userId: string, memory: { cursor: unknown }, commits = Infinity): PurgeJob {
  let left = commits
  return {
    id: '00000000-0000-4000-8000-000000000001',
    attempt: 1,
    payload: { pseudonym: pseudonymOf(app.ctx.config.authSecret, userId) },
    signal: new AbortController().signal,
    cursor: memory.cursor,
    progress: async () => undefined,
    saveCursor: async (_tx, cursor) => void (memory.cursor = cursor),
    async commit(work) {
      if (left-- <= 0) throw new Killed()
      return asWorker(app.ctx.db, work)
    },
  }
}

const nowhere: DeleteSignIn = async () => undefined

/** Every row of somebody, byte for byte, and their files. */
async function everythingOf({ userId }: Person): Promise<string[]> {
  const { rows: tables } = await query(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  const rows: string[] = []
  for (const { name } of tables as { name: string }[]) {
    const found = await query(
      `select t::text as row from ${name} t where t::text like $1 and $2 <> 'auth_session' order by 1`,
      [`%${userId}%`, name],
    )
    rows.push(...(found.rows as { row: string }[]).map(({ row }) => `${name}: ${row}`))
  }
  for await (const { key } of app.ctx.storage.list(userId)) {
    rows.push(`${key}: ${Buffer.from((await app.ctx.storage.get(key)) ?? []).toString('base64')}`)
  }
  return rows
}

describe('the purge', () => {
  test('leaves nothing of a person but a pseudonym in the audit log, and nothing else changed', async () => {
    const { person, traces } = await leaver('gone@example.org', (person) => makeRich(app, person))
    const { userId } = person
    // Before they changed their address, and what somebody else got.
    await query(
      `insert into email_message (user_id, kind, recipient, subject) values ($1, 'security_notice', 'before@example.org', ''),
        (null, 'sign_in_code', 'Before@example.org', ''), ($1, 'email_change_code', 'neighbour@example.org', '')`,
      [userId],
    )
    const before = await everythingOf(neighbour)
    const codes = `select id from email_message where user_id is null and recipient = 'neighbour@example.org'`
    const codesBefore = (await query(codes)).rows
    expect(codesBefore).not.toEqual([])
    expect(before.length).toBeGreaterThan(50)
    const audited = await query('select count(*)::int as n from audit_event where subject_id = $1', [userId])
    expect(audited.rows[0]).not.toEqual({ n: 0 })
    const deleted: string[] = []
    const ended = await purgePerson(app.ctx, purgeJob(userId, { cursor: null }), async (clerkId) => {
      deleted.push(clerkId)
    })
    expect(ended).toEqual({ purged: true })
    expect(deleted).toEqual(['user_gon'])
    // The last mail knows the address until it has gone out.
    await until(async () =>
      app.mails.some((mail) => mail.to === 'gone@example.org' && /delete|erase/i.test(mail.text)),
    )
    await until(async () => (await mentions(['gone@example.org'])).length === 0)
    expect(await verifyErased(app.ctx, traces, { exceptJob: userId })).toEqual([])
    expect(
      await mentions([userId, ...traces.hashes.filter((hash) => !before.join().includes(hash))]),
    ).toEqual([])
    const pseudonym = pseudonymOf(app.ctx.config.authSecret, userId)
    const { rows } = await query('select * from erasure where pseudonym = $1', [pseudonym])
    expect(rows).toMatchObject([{ findings: 0, verified_at: expect.any(Date) }])
    const kept = await query('select action from audit_event where subject_id = $1', [pseudonym])
    expect(kept.rows.length).toBeGreaterThan(1)
    expect(await everythingOf(neighbour)).toEqual(before)
    expect((await query(codes)).rows).toEqual(codesBefore)
    expect(await mentions(['before@example.org'])).toEqual([])
  }, 120_000)

  test('is gone on with after being killed at any of its commits', async () => {
    const { person, traces } = await leaver('killed@example.org', addResume)
    const memory: { cursor: unknown } = { cursor: null }
    let deaths = 0
    for (let commits = 1; ; commits++) {
      const ended = await purgePerson(app.ctx, purgeJob(person.userId, memory, commits), nowhere).catch(
        (error: unknown) => {
          if (!(error instanceof Killed)) throw error
          deaths++
          return null
        },
      )
      if (ended) break
    }
    expect(deaths).toBeGreaterThan(8)
    expect(memory.cursor).toBeNull()
    await until(async () => (await mentions(['killed@example.org'])).length === 0)
    expect(await verifyErased(app.ctx, traces, { exceptJob: person.userId })).toEqual([])
  }, 120_000)

  test('notices what is left, wherever it is, and fails', async () => {
    const { person, traces } = await leaver('left@example.org', addResume)
    const { userId } = person
    const memory: { cursor: unknown } = { cursor: null }
    await query(`insert into webhook_event (provider, event_id) values ('clerk', 'about Left@Example.org')`)
    await expect(purgePerson(app.ctx, purgeJob(userId, memory), nowhere)).rejects.toThrow(
      /webhook_event \(1\)/,
    )
    const { rows } = await query('select findings from erasure where pseudonym = $1', [
      pseudonymOf(app.ctx.config.authSecret, userId),
    ])
    expect(rows).toEqual([{ findings: 1 }])
    await query(`delete from webhook_event where provider = 'clerk'`)
    const plants: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
      [
        'job',
        () =>
          query(`insert into job (task, lane, payload, max_attempts) values ('x', 'default', $1, 1)`, [
            JSON.stringify({ deep: [{ userId }] }),
          ]),
        () => query(`delete from job where task = 'x'`),
      ],
      [
        'job_failure',
        () =>
          query(
            `insert into job_failure (fingerprint, task, lane, code, message) values ('f', 'x', 'default', 'c', $1)`,
            [`no mail to ${traces.name}, really`],
          ),
        () => query(`delete from job_failure where fingerprint = 'f'`),
      ],
      [
        'webhook_event',
        () => query(`insert into webhook_event (provider, event_id) values ('x', $1)`, [traces.hashes[0]]),
        () => query(`delete from webhook_event where provider = 'x'`),
      ],
      [
        'match_evidence',
        () =>
          query(
            `update match_evidence set fact_ids = fact_ids || $1::uuid where (match_id, requirement_id) =
            (select match_id, requirement_id from match_evidence where user_id = $2 limit 1)`,
            [userId, neighbour.userId],
          ),
        () => query('update match_evidence set fact_ids = array_remove(fact_ids, $1::uuid)', [userId]),
      ],
      [
        'storage',
        () => app.ctx.storage.put(`${userId}/left`, Buffer.from('x'), 'text/plain'),
        () => app.ctx.storage.delete(`${userId}/left`),
      ],
      [
        'posting_snapshot',
        () =>
          query('update posting_snapshot set body = body || $1::bytea where user_id = $2', [
            Buffer.from(userId),
            neighbour.userId,
          ]),
        async () => undefined,
      ],
    ]
    for (const [where, plant, remove] of plants) {
      await plant()
      const findings = await verifyErased(app.ctx, traces, { exceptJob: person.userId })
      expect(findings.map((finding) => finding.where)).toEqual([where])
      await remove()
    }
  }, 120_000)

  test('waits until the time is over, and spares who came back', async () => {
    const person = await app.signIn('back@example.org')
    await person.client.privacy.deletion.request.mutate()
    const early = await purgePerson(app.ctx, purgeJob(person.userId, { cursor: null }), nowhere)
    expect(early).toEqual({ purged: false })
    await person.client.privacy.deletion.cancel.mutate()
    await query(`update users set updated_at = now() where id = $1`, [person.userId])
    const ended = await purgePerson(app.ctx, purgeJob(person.userId, { cursor: null }), nowhere)
    expect(ended).toEqual({ purged: false })
    expect(await person.client.users.me.query()).toMatchObject({ email: 'back@example.org' })
  })
})

/** Tables with any of these texts in any row, looked for by other means than the purge's own search. */
async function mentions(needles: readonly string[]): Promise<string[]> {
  const { rows: tables } = await query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
  )
  const found: string[] = []
  for (const { name } of tables as { name: string }[]) {
    const { rows } = await query(`select 1 from ${name} t where t::text ilike any($1) limit 1`, [
      needles.map((needle) => `%${needle}%`),
    ])
    if (rows.length > 0) found.push(name)
  }
  return found
}
