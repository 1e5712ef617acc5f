import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../testing/app.ts'
import { until } from '../../../testing/until.ts'
import { welcomeNewcomers } from './welcome-newcomers.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const greetings = () =>
  app.mails.filter(({ subject }) => subject === 'Welcome to JobPilot').map(({ to }) => to)

test('whoever signed in for the first time is greeted once; whoever only has a token, or came long ago, is not', async () => {
  await app.signIn('new@example.org')
  await app.tokenFor({ email: 'program@example.org' })
  const old = await app.signIn('old@example.org')
  await app.database.pool.query(`update users set created_at = now() - interval '2 days' where id = $1`, [
    old.userId,
  ])
  const [one, other] = await Promise.all([welcomeNewcomers(app.ctx), welcomeNewcomers(app.ctx)])
  expect(one.welcomed + other.welcomed).toBe(1)
  expect(await welcomeNewcomers(app.ctx)).toEqual({ welcomed: 0 })
  await until(async () => greetings().length > 0)
  expect(greetings()).toEqual(['new@example.org'])
})
