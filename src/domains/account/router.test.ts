import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/app.ts'

let app: TestApp
let ada: Person
beforeAll(async () => {
  app = await createTestApp()
  ada = await app.signIn('ada@example.org')
})
afterAll(() => app.close())

describe('the time zone of a person', () => {
  test('is unknown until they name one, and can be forgotten again', async () => {
    const { users } = ada.client
    expect((await users.me.query()).timeZone).toBeNull()
    expect((await users.update.mutate({ timeZone: 'Europe/Berlin' })).timeZone).toBe('Europe/Berlin')
    expect((await users.me.query()).timeZone).toBe('Europe/Berlin')
    expect((await users.update.mutate({ timeZone: null })).timeZone).toBeNull()
  })

  test('and the name change apart from each other; nothing given changes nothing', async () => {
    const { users } = ada.client
    await users.update.mutate({ name: 'Ada', timeZone: 'America/New_York' })
    await users.update.mutate({ name: 'Ada L.' })
    await users.update.mutate({ timeZone: 'UTC' })
    expect(await users.update.mutate({})).toMatchObject({ name: 'Ada L.', timeZone: 'UTC' })
    expect(await users.me.query()).toMatchObject({ name: 'Ada L.', timeZone: 'UTC' })
  })

  test.each(['Mars/Olympus', '+02:00', '', ' ', 'Europe/Berlin\u0000', 'x'.repeat(200)])(
    'that is none is refused: %j',
    async (timeZone) => {
      await expect(ada.client.users.update.mutate({ timeZone })).rejects.toMatchObject({
        data: { code: 'BAD_REQUEST' },
      })
    },
  )

  test('is their own to change, role and plan are not', async () => {
    const eve = await app.signIn('eve@example.org')
    await eve.client.users.update.mutate({ timeZone: 'Asia/Tokyo' })
    expect((await ada.client.users.me.query()).timeZone).not.toBe('Asia/Tokyo')
    expect(await eve.client.users.me.query()).toMatchObject({ role: 'user', plan: 'free' })
  })
})
