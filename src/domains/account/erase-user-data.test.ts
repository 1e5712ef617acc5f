import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDevMailbox, readDevMail } from '../../platform/email/dev-mailbox.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { eraseUserData } from './erase-user-data.ts'
import { exportUserData } from './export-user-data.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ config: { role: 'web' } })
})
afterAll(() => app.close())

test('the export holds what is theirs and no secret', async () => {
  const ada = await app.signIn('ada@example.org')
  await app.signIn('bob@example.org')
  const { token } = await ada.client.tokens.create.mutate({ name: 'mine' })
  const data = await asWorker(app.ctx.db, (tx) => exportUserData(tx, ada.userId))
  expect(data).toMatchObject({
    users: [{ email: 'ada@example.org' }],
    auth_session: [{ id: expect.any(String) }],
    personal_access_token: [{ name: 'mine' }],
  })
  const text = JSON.stringify(data)
  expect(text).not.toContain('bob@')
  expect(text).not.toContain(token)
  expect(text).not.toMatch(/token_hash|"token":/)
  const cookieSecret = decodeURIComponent(ada.cookie.split('=')[1] ?? '').split('.')[0] ?? ''
  expect(cookieSecret.length).toBeGreaterThan(10)
  expect(text).not.toContain(cookieSecret)
})

test('after erasing, nothing of them is left in any table of the account', async () => {
  const email = 'leaving@example.org'
  const leaving = await app.signIn(email)
  const staying = await app.signIn('staying@example.org')
  await leaving.client.tokens.create.mutate({ name: 'mine' })
  await app.fetch('/api/auth/email-otp/send-verification-otp', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  })
  const mailbox = createDevMailbox(app.ctx.db, () => undefined)
  const hello = { subject: 'hello', text: 'hello', html: '', headers: {} }
  await mailbox.send({ ...hello, to: email }, { idempotencyKey: 'one' })
  await mailbox.send({ ...hello, to: 'staying@example.org' }, { idempotencyKey: 'two' })

  await asWorker(app.ctx.db, (tx) => eraseUserData(tx, leaving.userId))

  const { rows: tables } = await app.database.pool.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'
      and (tablename ~ '^(users|auth_|second_factor|backup_code|email_change|personal_access_token|dev_mail)')`,
  )
  expect(tables.length).toBeGreaterThan(8)
  for (const { name } of tables as { name: string }[]) {
    const { rows } = await app.database.pool.query(
      `select row_to_json(t)::text as row from ${name} t where row_to_json(t)::text ~* $1`,
      [`${leaving.userId}|leaving@example\\.org`],
    )
    expect([name, rows]).toEqual([name, []])
  }
  expect((await readDevMail(app.ctx.db)).map((mail) => mail.to)).toEqual(['staying@example.org'])
  expect(await staying.client.users.me.query()).toMatchObject({ id: staying.userId })
})
