import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { eraseUserData } from './erase-user-data.ts'
import { exportUserData } from './export-user-data.ts'
import { readActiveTargets } from './read-active-targets.ts'

let app: TestApp
let client: Client
let userId: string
let people = 0

beforeAll(async () => {
  app = await createTestApp({ config: { role: 'web' } })
})
afterAll(() => app.close())
beforeEach(async () => {
  ;({ client, userId } = await app.tokenFor({ email: `seeker${++people}@example.test` }))
})

const sentence = 'Nurse in Leeds, part time, no night shifts'

describe('a target', () => {
  test('is read before it is kept, and nothing is stored by reading', async () => {
    const { understood } = await client.targets.read.query({ sentence })
    expect(understood).toMatchObject({ titles: ['Nurse'], exclude: ['night shifts'], unread: [] })
    expect((await client.targets.list.query()).items).toEqual([])
  })

  test('is kept with what was understood, active, and listed in the order of writing', async () => {
    const first = await client.targets.create.mutate({ sentence: `  ${sentence}\0 ` })
    const second = await client.targets.create.mutate({ sentence: 'Carer in Bradford' })
    expect(first).toMatchObject({ sentence, active: true, understood: { employmentTypes: ['PART_TIME'] } })
    for (const { text, span } of first.understood.parts) expect(first.sentence.slice(...span)).toBe(text)
    expect((await client.targets.list.query()).items).toEqual([first, second])
  })

  test('is read anew when its sentence changes, and paused without losing it', async () => {
    const { id } = await client.targets.create.mutate({ sentence })
    const changed = await client.targets.update.mutate({ id, sentence: 'Nurse in York' })
    expect(changed.understood.places.map((place) => place.addressLocality)).toEqual(['York'])
    const paused = await client.targets.update.mutate({ id, active: false })
    expect(paused).toMatchObject({ sentence: 'Nurse in York', active: false })
    expect(await asUser(app.ctx.db, userId, (tx) => readActiveTargets(tx, userId))).toEqual([])
    expect(await client.targets.update.mutate({ id })).toMatchObject({ active: false })
  })

  test('goes when it is removed, once', async () => {
    const { id } = await client.targets.create.mutate({ sentence })
    await client.targets.remove.mutate({ id })
    await expect(client.targets.remove.mutate({ id })).rejects.toThrow('no such target')
    await expect(client.targets.update.mutate({ id, active: true })).rejects.toThrow('no such target')
  })
})

describe('what is refused', () => {
  test('a sentence in which nothing can be read, with words that say how to put it', async () => {
    for (const gibberish of ['asdf qwer zxcv', '…', '?!'])
      await expect(client.targets.create.mutate({ sentence: gibberish })).rejects.toThrow('for example')
    const { id } = await client.targets.create.mutate({ sentence })
    await expect(client.targets.update.mutate({ id, sentence: 'asdf qwer' })).rejects.toThrow('for example')
    expect((await client.targets.list.query()).items.map((item) => item.sentence)).toEqual([sentence])
  })

  test('nothing, and too much', async () => {
    await expect(client.targets.create.mutate({ sentence: ' ' })).rejects.toThrow('what you look for')
    await expect(client.targets.create.mutate({ sentence: 'Nurse '.repeat(90) })).rejects.toThrow('500')
  })

  test('the eleventh, also when ten come at the same time', async () => {
    await client.targets.create.mutate({ sentence })
    const towns = [
      'York',
      'Hull',
      'Leeds',
      'Bath',
      'Derby',
      'Luton',
      'Bolton',
      'Bristol',
      'Cardiff',
      'Oxford',
    ]
    const answers = await Promise.allSettled(
      towns.map((town) => client.targets.create.mutate({ sentence: `Nurse in ${town}` })),
    )
    expect(answers.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { message: expect.stringContaining('ten targets') } },
    ])
    expect((await client.targets.list.query()).items).toHaveLength(10)
  })
})

test('what an older version understood otherwise is read again', async () => {
  const { id } = await client.targets.create.mutate({ sentence })
  await app.database.pool.query(`update search_target set understood = '{"titles": 1}' where id = $1`, [id])
  const { items } = await client.targets.list.query()
  expect(items[0]?.understood.titles).toEqual(['Nurse'])
})

test('export holds the person’s targets, erasure leaves none', async () => {
  await client.targets.create.mutate({ sentence })
  const rows = () => asWorker(app.ctx.db, (tx) => exportUserData(tx, userId))
  expect((await rows())['search_target']).toMatchObject([{ sentence }])
  await asWorker(app.ctx.db, (tx) => eraseUserData(tx, userId))
  expect(await rows()).toEqual({ search_target: [] })
})
