import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asWorker } from '../../../platform/db/transaction.ts'
import { createTestApp, type Caller, type Person, type TestApp } from '../../../testing/app.ts'
import { openRawStream } from '../../../testing/raw-stream.ts'
import { setRole } from './set-role.ts'
import { suspendPerson } from './suspend-person.ts'

let app: TestApp
let admin: Caller
const reason = 'It was agreed upon'
beforeAll(async () => {
  app = await createTestApp()
  admin = await app.tokenFor({ email: 'root@example.org', role: 'admin' })
})
afterAll(() => app.close())

const refusedAs = (code: string) => ({ data: { reason: code } })

let count = 0
const newPerson = (): Promise<Person> => app.signIn(`person${count++}@people.example.org`)

describe('the list of people', () => {
  test('finds by how the address or the name begins, whatever its case, and by id', async () => {
    const ada = await app.signIn('ada.l@find.example.org')
    await ada.client.users.update.mutate({ name: 'Zelda 100%' })
    const find = async (query: string) =>
      (await admin.client.people.list.query({ query })).items.map(({ id }) => id)
    for (const query of ['ada.l@', 'ADA.L@FIND.example.org', 'zeld', ' Zelda 100% ', ada.userId])
      expect(await find(query), query).toEqual([ada.userId])
    for (const query of ['da.l@', '%', '_da', 'zelda 100_', "'; drop table users", 'zelda\u0000x'])
      expect(await find(query), query).toEqual([])
  })

  test('goes page by page without gap or repetition, the newest first, also while others come', async () => {
    for (let n = 0; n < 5; n++) await app.tokenFor({ email: `page${n}@page.example.org` })
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await admin.client.people.list.query({ query: 'page', cursor, limit: 2 })
      seen.push(...page.items.map(({ email }) => email))
      cursor = page.nextCursor
      if (seen.length === 2) await app.tokenFor({ email: 'page9@page.example.org' })
    }
    expect(seen).toEqual([4, 3, 2, 1, 0].map((n) => `page${n}@page.example.org`))
  })

  test('filters by role, plan and state', async () => {
    const pro = await app.tokenFor({ email: 'filter@filter.example.org', role: 'operator', plan: 'pro' })
    const find = async (filter: object) =>
      (await admin.client.people.list.query({ query: 'filter', ...filter })).items.map(({ id }) => id)
    expect(await find({ role: 'operator', plan: 'pro', state: 'active' })).toEqual([pro.userId])
    for (const other of [{ role: 'admin' }, { plan: 'free' }, { state: 'suspended' }, { state: 'leaving' }])
      expect(await find(other)).toEqual([])
  })

  test.each([
    'nonsense',
    Buffer.from('["1"]').toString('base64url'),
    Buffer.from('["x","y"]').toString('base64url'),
  ])('refuses the cursor %j', async (cursor) => {
    await expect(admin.client.people.list.query({ cursor })).rejects.toMatchObject(
      refusedAs('people_cursor_invalid'),
    )
  })

  test('is for admins alone', async () => {
    const operator = await app.tokenFor({ email: 'operator@example.org', role: 'operator' })
    for (const { client } of [operator, await newPerson()])
      await expect(client.people.list.query({})).rejects.toMatchObject(refusedAs('admin_required'))
  })
})

describe('one person', () => {
  test('is shown with what they have and how they come in, by id and by address', async () => {
    const ada = await newPerson()
    await ada.client.targets.create.mutate({ sentence: 'Backend engineer in Leeds' })
    await ada.client.postings.createByHand.mutate({ title: 'Engineer', organization: 'Example Works' })
    await app.tokenFor({ email: ada.email })
    const shown = await admin.client.people.show.query({ id: ada.userId })
    expect(await admin.client.people.show.query({ email: ada.email.toUpperCase() })).toEqual(shown)
    expect(shown).toMatchObject({
      email: ada.email,
      role: 'user',
      plan: 'free',
      state: 'active',
      secondStep: false,
      byClerk: false,
      counts: { resumes: 0, runs: 1 },
      sessions: [{ userAgent: expect.any(String) as string }],
      tokens: [{ name: 'command line', scopes: ['read', 'write'] }],
    })
    expect(shown.lastSeenAt).not.toBeNull()
    expect(JSON.stringify(shown)).not.toContain('jp_')
  })

  test.each([
    { id: '6d1f0e4a-52a1-4c39-9c1d-7d6a1c7a9e51' },
    { email: 'nobody@example.org' },
    { email: 'no\u0000body' },
  ])('who isn’t there is not found: %j', async (named) => {
    await expect(admin.client.people.show.query(named)).rejects.toMatchObject(refusedAs('person_unknown'))
  })
})

describe('a change', () => {
  test('of role and plan holds at once and stands in the audit log, which the person may read', async () => {
    const ada = await newPerson()
    expect(await ada.client.users.me.query()).toMatchObject({ role: 'user', plan: 'free' })
    await admin.client.people.setRole.mutate({ id: ada.userId, role: 'operator', reason })
    const shown = await admin.client.people.setPlan.mutate({ id: ada.userId, plan: 'pro', reason })
    expect(await ada.client.users.me.query()).toMatchObject({ role: 'operator', plan: 'pro' })
    await expect(ada.client.audit.list.query({})).resolves.toBeDefined()
    const entry = { actor: { id: admin.userId, email: 'root@example.org' }, actorRole: 'admin', reason }
    expect(shown.audit.slice(0, 2)).toMatchObject([
      { ...entry, action: 'people.setPlan', before: { plan: 'free' }, after: { plan: 'pro' } },
      { ...entry, action: 'people.setRole', before: { role: 'user' }, after: { role: 'operator' } },
    ])
    const { rows } = await app.database.pool.query(
      `select subject_id, target_id, address, request_id from audit_event where action = 'people.setPlan'
        and subject_id = $1`,
      [ada.userId],
    )
    expect(rows).toMatchObject([{ target_id: ada.userId, address: '127.0.0.0/24' }])
  })

  test('to what is there already is none', async () => {
    const ada = await newPerson()
    const { audit } = await admin.client.people.setPlan.mutate({ id: ada.userId, plan: 'free', reason })
    expect(audit.filter(({ action }) => action.startsWith('people.'))).toEqual([])
  })

  test.each(['', ' a ', 'x'.repeat(501)])(
    'without a reason that says something is refused: %j',
    async (words) => {
      const ada = await newPerson()
      const { people } = admin.client
      await expect(people.suspend.mutate({ id: ada.userId, reason: words })).rejects.toMatchObject({
        data: { code: 'BAD_REQUEST' },
      })
      expect(await people.show.query({ id: ada.userId })).toMatchObject({ state: 'active' })
    },
  )
})

describe('a suspended person', () => {
  test('is refused whatever they come with, and their streams end; restored, all is as it was', async () => {
    const ada = await newPerson()
    const program = await app.tokenFor({ email: ada.email })
    const stream = await openRawStream(`${app.url}/api/v1/trpc/agents.events`, {
      cookie: ada.cookie,
      accept: 'text/event-stream',
    })
    await stream.untilText('connected')
    await admin.client.people.suspend.mutate({ id: ada.userId, reason })
    for (const { client } of [ada, program])
      await expect(client.users.me.query()).rejects.toMatchObject(refusedAs('account_suspended'))
    await stream.ended
    await admin.client.people.restore.mutate({ id: ada.userId, reason })
    for (const { client } of [ada, program])
      expect(await client.users.me.query()).toMatchObject({ id: ada.userId })
  })

  test('loses their streams in other processes within five seconds', async () => {
    const ada = await newPerson()
    const stream = await openRawStream(`${app.url}/api/v1/trpc/agents.events`, {
      cookie: ada.cookie,
      accept: 'text/event-stream',
    })
    await stream.untilText('connected')
    // As another process would: this one isn't told.
    await asWorker(app.ctx.db, (tx) =>
      suspendPerson(
        tx,
        { id: ada.userId, reason },
        { actorId: admin.userId, actorRole: 'admin', requestId: null, address: null },
      ),
    )
    const suspendedAt = performance.now()
    await stream.ended
    expect(performance.now() - suspendedAt).toBeLessThan(5_000)
  })

  test('can’t be an admin themselves, nor somebody who is leaving', async () => {
    await expect(admin.client.people.suspend.mutate({ id: admin.userId, reason })).rejects.toMatchObject(
      refusedAs('own_suspension'),
    )
    const ada = await newPerson()
    await app.database.pool.query(`update users set state = 'pending_deletion' where id = $1`, [ada.userId])
    for (const act of ['suspend', 'restore'] as const)
      await expect(admin.client.people[act].mutate({ id: ada.userId, reason })).rejects.toMatchObject(
        refusedAs('person_leaving'),
      )
  })
})

test('signing somebody out everywhere ends their sessions, and tokens where that is wanted', async () => {
  const ada = await newPerson()
  const again = await app.signIn(ada.email)
  const program = await app.tokenFor({ email: ada.email })
  const { people } = admin.client
  expect(await people.revokeSessions.mutate({ id: ada.userId, reason })).toEqual({ sessions: 2, tokens: 0 })
  for (const { client } of [ada, again])
    await expect(client.users.me.query()).rejects.toMatchObject(refusedAs('sign_in_required'))
  expect(await program.client.users.me.query()).toMatchObject({ id: ada.userId })
  await people.revokeSessions.mutate({ id: ada.userId, reason, tokens: true })
  await expect(program.client.users.me.query()).rejects.toMatchObject(refusedAs('token_invalid'))
  const { audit } = await people.show.query({ id: ada.userId })
  expect(audit[0]).toMatchObject({ action: 'people.revokeSessions', after: { sessions: 0, tokens: 1 } })
})

describe('the last admin', () => {
  test('can’t give up the role, and can once there is another', async () => {
    const own = { id: admin.userId, role: 'user', reason } as const
    await expect(admin.client.people.setRole.mutate(own)).rejects.toMatchObject(refusedAs('last_admin'))
    const other = await app.tokenFor({ email: 'second@example.org', role: 'admin' })
    await admin.client.people.setRole.mutate(own)
    await expect(admin.client.people.list.query({})).rejects.toMatchObject(refusedAs('admin_required'))
    await other.client.people.setRole.mutate({ ...own, role: 'admin' })
    await admin.client.people.setRole.mutate({ id: other.userId, role: 'user', reason })
  })

  test('remains when two take the role from each other at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      const other = await app.tokenFor({ email: 'third@example.org', role: 'admin' })
      const strip = (actorId: string, id: string) =>
        asWorker(app.ctx.db, (tx) =>
          setRole(
            tx,
            { id, role: 'user', reason },
            { actorId, actorRole: 'admin', requestId: null, address: null },
          ),
        )
      const ends = await Promise.allSettled([
        strip(admin.userId, other.userId),
        strip(other.userId, admin.userId),
      ])
      expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      const { rows } = await app.database.pool.query<{ id: string }>(
        `select id from users where role = 'admin'`,
      )
      expect(rows).toHaveLength(1)
      await app.database.pool.query(`update users set role = 'admin' where id = $1`, [admin.userId])
      await app.database.pool.query(`update users set role = 'user' where id = $1`, [other.userId])
    }
  })
})
