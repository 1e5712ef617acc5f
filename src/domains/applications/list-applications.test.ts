import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../testing/engine-with-database.ts'
import { explain } from '../../testing/explain.ts'
import { manyMatches, storeMany } from '../../testing/many-matches.ts'
import { allPages } from '../../cli/all-pages.ts'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { countApplications } from './count-applications.ts'
import { createApplication } from './create-application.ts'
import { listApplications, type ListApplications } from './list-applications.ts'
import { listApplicationRows, type ApplicationPage } from './listing/queries.ts'
import { moveApplication, undoMove } from './move-application.ts'
import { removeApplication } from './remove-application.ts'
import { restoreApplication } from './restore-application.ts'
import {
  applicationSorts,
  stages,
  type ApplicationFields,
  type ApplicationSummary,
  type Stage,
} from './schema.ts'
import { sweepRemovedApplications } from './sweep-removed-applications.ts'

let engine: EngineWithDatabase
let userId: string
beforeAll(async () => {
  engine = await createEngineWithDatabase()
})
afterAll(() => engine.stop())
beforeEach(async () => {
  userId = await engine.addPerson()
})

const inTransaction = <T>(work: (tx: Tx) => Promise<T>, as = userId): Promise<T> =>
  asUser(engine.ctx.db, as, work)
const list = (options: Partial<ListApplications> = {}, as = userId) =>
  inTransaction((tx) => listApplications(tx, as, { sort: 'newest', limit: 200, ...options }), as)
const create = async (
  fields: Partial<ApplicationFields>,
  rest: { postingId?: string; stage?: Stage; occurredAt?: Date } = {},
) =>
  (
    await inTransaction((tx) =>
      createApplication(tx, engine.ctx, { userId, stage: 'saved', fields, ...rest }),
    )
  ).id
const remove = (id: string) => inTransaction((tx) => removeApplication(tx, engine.ctx, { userId, id }))
const restore = (id: string, minutes = 0) =>
  inTransaction((tx) => restoreApplication(tx, engine.later(minutes), { userId, id }))
const titles = (items: ApplicationSummary[]) => items.map(({ title }) => title)

const listAll = (options: Partial<ListApplications>) => allPages(({ cursor }) => list({ ...options, cursor }))

/** Added at one moment, so that nothing but the id orders them within an organisation. */
async function storeFiveHundred(): Promise<void> {
  await inTransaction((tx) =>
    sql`insert into application (id, user_id, title, organization, stage)
      select gen_random_uuid(), ${userId}, 'Job ' || n, (array['Öz & Co', 'oz & co', 'Bistro Ida', ''])[n % 4 + 1],
        (array['saved', 'applied', 'closed'])[n % 3 + 1]
      from generate_series(1, 500) n`.execute(tx),
  )
}

describe('five hundred applications of one person', () => {
  test.each(applicationSorts)('come once each over all pages: %s', async (sort) => {
    await storeFiveHundred()
    const found = await listAll({ sort, limit: 47 })
    expect(found).toHaveLength(500)
    expect(new Set(titles(found)).size).toBe(500)
  })

  test('by organisation without case and accents, nameless ones last', async () => {
    await storeFiveHundred()
    const names = (await listAll({ sort: 'organization', limit: 60 })).map(({ organization }) => organization)
    expect(names.slice(0, 125).every((name) => name === 'Bistro Ida')).toBe(true)
    expect(new Set(names.slice(125, 375))).toEqual(new Set(['Öz & Co', 'oz & co']))
    expect(names.slice(375).every((name) => name === '')).toBe(true)
  })

  test('are counted by stage', async () => {
    await storeFiveHundred()
    const counts = await inTransaction((tx) => countApplications(tx, userId))
    expect(counts).toEqual({
      total: 500,
      byStage: {
        ...Object.fromEntries(stages.map((stage) => [stage, 0])),
        saved: 166,
        applied: 167,
        closed: 167,
      },
    })
  })

  test('are read in the order of an index, where there is one', async () => {
    await storeFiveHundred()
    await engine.database.pool.query('analyze')
    const page: ApplicationPage = { sort: 'newest', cursor: null, limit: 101 }
    const planOf = async (options: Partial<ApplicationPage>) =>
      (
        await explain(engine.database.pool, (db) => listApplicationRows(db, userId, { ...page, ...options }))
      ).join('\n')
    expect(await planOf({})).toContain('using application_newest')
    expect(await planOf({ sort: 'updated' })).toContain('using application_updated')
  })
})

test('the last touched comes first when sorted so', async () => {
  const first = await create({ title: 'First' })
  await create({ title: 'Second' })
  await inTransaction((tx) => moveApplication(tx, engine.ctx, { userId, id: first, to: 'applied' }))
  expect(titles((await list({ sort: 'updated' })).items)).toEqual(['First', 'Second'])
  expect(titles((await list()).items)).toEqual(['Second', 'First'])
})

describe('filters', () => {
  let postingId: string
  beforeEach(async () => {
    const [match] = manyMatches(2).slice(1)
    postingId = match?.postingId ?? ''
    await asWorker(engine.ctx.db, (tx) => storeMany(tx, userId, match ? [match] : []))
    await create({ title: 'Sous-chef', organization: 'Café Ida', note: 'Zürich' }, { stage: 'applied' })
    await create({ title: 'Baker', organization: 'Brot & Co' }, { stage: 'closed' })
    await create({}, { postingId })
  })

  test('stages, any of them', async () => {
    expect(titles((await list({ stages: ['applied', 'closed'] })).items)).toEqual(['Baker', 'Sous-chef'])
    expect((await list({ stages: [] })).items).toEqual([])
  })

  test('words of title, organisation and place, all of them', async () => {
    expect(titles((await list({ search: 'cafe CHEF' })).items)).toEqual(['Sous-chef'])
    expect(titles((await list({ search: 'leeds' })).items)).toEqual(['Night nurse 1'])
    expect(titles((await list({ search: 'york nurse' })).items)).toEqual(['Night nurse 1'])
    for (const search of ['chef baker', '%', '_', '\\', '\u0000%'])
      expect((await list({ search })).items).toEqual([])
  })

  test('posting; somebody else’s is not found', async () => {
    expect(titles((await list({ postingId })).items)).toEqual(['Night nurse 1'])
    const eve = await engine.addPerson()
    await expect(list({ postingId }, eve)).rejects.toMatchObject({ code: 'application_posting_not_found' })
  })

  test('a summary tells the posting’s places and its best match', async () => {
    const [item] = (await list({ postingId })).items
    expect(item).toMatchObject({
      places: ['Leeds, UK', 'York, UK'],
      matchScore: 7,
      verdict: 'weak',
      isSample: false,
    })
    const [other] = (await list({ search: 'baker' })).items
    expect(other).toMatchObject({ places: [], matchScore: null, verdict: null, isSample: false })
  })
})

test('a summary tells since when it is in its stage: a move that was taken back doesn’t count', async () => {
  const at = (day: number) => new Date(`2026-03-0${day}T08:00:00Z`)
  const id = await create({ title: 'Cook' }, { occurredAt: at(1) })
  const summary = async () => (await list()).items[0]
  expect(await summary()).toMatchObject({ stageSince: at(1).toISOString(), lastMovedAt: null })
  await inTransaction((tx) =>
    moveApplication(tx, engine.ctx, { userId, id, to: 'applied', occurredAt: at(2) }),
  )
  await inTransaction((tx) => moveApplication(tx, engine.ctx, { userId, id, to: 'offer', occurredAt: at(3) }))
  expect(await summary()).toMatchObject({ stageSince: at(3).toISOString(), lastMovedAt: at(3).toISOString() })
  await inTransaction((tx) => undoMove(tx, engine.ctx, { userId, id }))
  const undone = await summary()
  expect(undone).toMatchObject({ stage: 'applied', stageSince: at(2).toISOString() })
  expect(Date.parse(undone?.lastMovedAt ?? '')).toBeGreaterThan(at(3).getTime())
})

describe('removing', () => {
  test('takes it away everywhere, and can be taken back for ten minutes', async () => {
    const id = await create({ title: 'Cook' })
    await remove(id)
    expect((await list()).items).toEqual([])
    expect((await inTransaction((tx) => countApplications(tx, userId))).total).toBe(0)
    const gone = { code: 'application_not_found' }
    await expect(remove(id)).rejects.toMatchObject(gone)
    await expect(
      inTransaction((tx) => moveApplication(tx, engine.ctx, { userId, id, to: 'applied' })),
    ).rejects.toMatchObject(gone)
    await expect(restore(id, 11)).rejects.toMatchObject(gone)
    await restore(id, 9)
    expect(titles((await list()).items)).toEqual(['Cook'])
    await expect(restore(id)).rejects.toMatchObject(gone)
  })

  test('is for good after that', async () => {
    const id = await create({ title: 'Cook' })
    const kept = await create({ title: 'Baker' })
    await remove(id)
    const left = () =>
      asWorker(engine.ctx.db, (tx) =>
        tx.selectFrom('application').select('id').where('user_id', '=', userId).execute(),
      )
    await sweepRemovedApplications(engine.later(9))
    expect(await left()).toHaveLength(2)
    await sweepRemovedApplications(engine.later(11))
    expect(await left()).toEqual([{ id: kept }])
  })

  test('makes room for another of the same posting, which then stands in the way of the first', async () => {
    const [match] = manyMatches(1)
    const postingId = match?.postingId ?? ''
    await asWorker(engine.ctx.db, (tx) => storeMany(tx, userId, match ? [match] : []))
    const first = await create({}, { postingId })
    await remove(first)
    const second = await create({}, { postingId })
    expect(second).not.toBe(first)
    await expect(restore(first)).rejects.toMatchObject({ code: 'application_replaced', kind: 'conflict' })
    await remove(second)
    await restore(first)
    expect((await list()).items.map(({ id }) => id)).toEqual([first])
  })

  test('a page goes on after one that was removed, and says so when it is gone for good', async () => {
    for (const title of ['A', 'B', 'C']) await create({ title })
    const { items, nextCursor: cursor } = await list({ limit: 2 })
    await remove(items[1]?.id ?? '')
    expect(titles((await list({ cursor })).items)).toEqual(['A'])
    await sweepRemovedApplications(engine.later(11))
    await expect(list({ cursor })).rejects.toMatchObject({
      code: 'application_page_gone',
      kind: 'bad_request',
    })
  })
})

describe('the draft of an application', () => {
  const draft = (values: { postingId: string; state: 'draft' | 'approved' }) =>
    inTransaction(async (tx) => {
      const id = engine.ctx.clock.uuid()
      await tx
        .insertInto('draft')
        .values({
          id,
          user_id: userId,
          match_id: null,
          posting_id: values.postingId,
          resume_version_id: null,
          kind: 'cover_letter',
          state: values.state,
          title: '',
          organization: '',
          version: 1,
        })
        .execute()
      return id
    })

  test('is the newest approved one for the posting, unless the person says otherwise', async () => {
    const matches = manyMatches(2)
    const [one = '', two = ''] = matches.map(({ postingId }) => postingId)
    await asWorker(engine.ctx.db, (tx) => storeMany(tx, userId, matches))
    await draft({ postingId: one, state: 'approved' })
    const newest = await draft({ postingId: one, state: 'approved' })
    await draft({ postingId: one, state: 'draft' })
    await draft({ postingId: two, state: 'draft' })
    await create({}, { postingId: one })
    await create({}, { postingId: two })
    const draftOf = async (postingId: string) => (await list({ postingId })).items[0]?.draftId
    expect(await draftOf(one)).toBe(newest)
    expect(await draftOf(two)).toBeNull()
    await remove((await list({ postingId: one })).items[0]?.id ?? '')
    await create({ draftId: null }, { postingId: one })
    expect(await draftOf(one)).toBeNull()
  })

  test('is not told once it was removed', async () => {
    const matches = manyMatches(1)
    const postingId = matches[0]?.postingId ?? ''
    await asWorker(engine.ctx.db, (tx) => storeMany(tx, userId, matches))
    await draft({ postingId, state: 'approved' })
    await create({}, { postingId })
    await inTransaction((tx) => tx.updateTable('draft').set({ deleted_at: new Date() }).execute())
    expect((await list()).items[0]?.draftId).toBeNull()
  })
})
