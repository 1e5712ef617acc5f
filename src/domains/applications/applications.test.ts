import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engineerCase, nurseCase } from '../../testing/draft-cases.ts'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../testing/engine-with-database.ts'
import { storePosting } from '../../testing/stored-match.ts'
import { allPages } from '../../cli/all-pages.ts'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { createApplication, type CreateApplicationOptions } from './create-application.ts'
import { eraseUserData } from './erase-user-data.ts'
import { exportUserData } from './export-user-data.ts'
import { moveApplication, undoMove } from './move-application.ts'
import { listApplications } from './list-applications.ts'
import { readApplication } from './read-application.ts'
import { removeApplication } from './remove-application.ts'
import { sweepRemovedApplications } from './sweep-removed-applications.ts'
import type { Outcome, Stage } from './schema.ts'
import { setOutcome, updateApplication } from './update-application.ts'

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
const create = (options: Partial<CreateApplicationOptions> = {}) =>
  inTransaction((tx) =>
    createApplication(tx, engine.ctx, { userId, stage: 'saved', fields: { title: 'Cook' }, ...options }),
  )
const read = (id: string) => inTransaction((tx) => readApplication(tx, userId, id))
const move = (
  id: string,
  to: Stage,
  rest: { from?: Stage; outcome?: Outcome | null; occurredAt?: Date } = {},
) => inTransaction((tx) => moveApplication(tx, engine.ctx, { userId, id, to, ...rest }))
const undo = (id: string) => inTransaction((tx) => undoMove(tx, engine.ctx, { userId, id }))
const steps = async (id: string) =>
  (await read(id)).timeline.map(({ from, to, source }) => [from, to, source])

describe('creating', () => {
  test('by hand, with the first event of its timeline', async () => {
    const { id, existing } = await create({
      fields: { title: 'Sous-chef', organization: 'Bistro\u0000 Ida', note: 'call Tuesday' },
    })
    expect(existing).toBe(false)
    expect(await read(id)).toMatchObject({
      title: 'Sous-chef',
      organization: 'Bistro Ida',
      note: 'call Tuesday',
      stage: 'saved',
      outcome: null,
      postingId: null,
      timeline: [{ number: 1, from: null, to: 'saved', actor: 'person', source: 'create' }],
    })
  })

  test('from a posting takes its title, organisation and address; what is given goes before', async () => {
    const of = engineerCase()
    of.posting.url = 'https://jobs.example/1'
    const postingId = await inTransaction((tx) => storePosting(tx, userId, of, engine.ctx.clock.uuid()))
    const { id } = await create({ postingId, fields: { organization: 'Brightwater (Malmö)' } })
    expect(await read(id)).toMatchObject({
      postingId,
      title: 'Senior Data Engineer',
      organization: 'Brightwater (Malmö)',
      url: 'https://jobs.example/1',
    })
  })

  test('again from the same posting finds the first one, also at the same time', async () => {
    const postingId = await inTransaction((tx) =>
      storePosting(tx, userId, nurseCase(), engine.ctx.clock.uuid()),
    )
    const created = await Promise.all(Array.from({ length: 5 }, () => create({ postingId, fields: {} })))
    expect(new Set(created.map(({ id }) => id)).size).toBe(1)
    expect(created.filter(({ existing }) => !existing)).toHaveLength(1)
    expect(await steps(created[0]?.id ?? '')).toEqual([[null, 'saved', 'create']])
  })

  test('needs a title, a posting that is there and a draft that is there', async () => {
    await expect(create({ fields: {} })).rejects.toMatchObject({ code: 'application_needs_title' })
    await expect(create({ postingId: engine.ctx.clock.uuid() })).rejects.toMatchObject({
      code: 'application_posting_not_found',
    })
    await expect(create({ fields: { title: 'x', draftId: engine.ctx.clock.uuid() } })).rejects.toMatchObject({
      code: 'application_draft_not_found',
    })
  })

  test("another person's posting is not found", async () => {
    const other = await engine.addPerson()
    const postingId = await inTransaction(
      (tx) => storePosting(tx, other, nurseCase(), engine.ctx.clock.uuid()),
      other,
    )
    await expect(create({ postingId })).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('moving', () => {
  test('notes every move in the timeline, with when it happened', async () => {
    const { id } = await create()
    const when = new Date('2026-11-02T09:30:00Z')
    await move(id, 'applied', { occurredAt: when })
    await move(id, 'technical')
    expect(await read(id)).toMatchObject({ stage: 'technical' })
    expect(await steps(id)).toEqual([
      [null, 'saved', 'create'],
      ['saved', 'applied', 'move'],
      ['applied', 'technical', 'move'],
    ])
    expect((await read(id)).timeline[1]?.occurredAt).toBe(when.toISOString())
  })

  test('to where it is changes nothing', async () => {
    const { id } = await create()
    await move(id, 'saved')
    expect(await steps(id)).toHaveLength(1)
  })

  test('from a stage it has left is refused', async () => {
    const { id } = await create()
    await move(id, 'applied', { from: 'saved' })
    await expect(move(id, 'technical', { from: 'saved' })).rejects.toMatchObject({
      code: 'application_moved',
      data: { stage: 'applied' },
    })
  })

  test('an undo is an event of its own, and undoes step by step', async () => {
    const { id } = await create()
    await move(id, 'applied')
    await move(id, 'offer')
    await undo(id)
    expect((await read(id)).stage).toBe('applied')
    await undo(id)
    expect((await read(id)).stage).toBe('saved')
    await expect(undo(id)).rejects.toMatchObject({ code: 'application_nothing_to_undo' })
    expect(await steps(id)).toEqual([
      [null, 'saved', 'create'],
      ['saved', 'applied', 'move'],
      ['applied', 'offer', 'move'],
      ['offer', 'applied', 'undo'],
      ['applied', 'saved', 'undo'],
    ])
  })

  test('many at once leave a timeline without gap or fork', async () => {
    const { id } = await create()
    const targets: Stage[] = ['applied', 'assessment', 'technical', 'final', 'offer']
    await Promise.all(targets.map((to) => move(id, to)))
    const { timeline, stage } = await read(id)
    expect(timeline.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
    timeline.slice(1).forEach(({ from }, at) => expect(from).toBe(timeline[at]?.to))
    expect(stage).toBe(timeline.at(-1)?.to)
  })

  test('the outcome stays apart from the stage, and goes when the application opens again', async () => {
    const { id } = await create()
    await move(id, 'closed', { outcome: 'rejected' })
    expect(await read(id)).toMatchObject({ stage: 'closed', outcome: 'rejected' })
    await move(id, 'applied')
    expect(await read(id)).toMatchObject({ stage: 'applied', outcome: null })
    await inTransaction((tx) => setOutcome(tx, { userId, id, outcome: 'ghosted' }))
    expect(await read(id)).toMatchObject({ stage: 'applied', outcome: 'ghosted' })
  })
})

test('updating changes what is given and leaves the rest', async () => {
  const { id } = await create({ fields: { title: 'Cook', note: 'first' } })
  await inTransaction((tx) => updateApplication(tx, { userId, id, fields: { organization: 'Bistro Ida' } }))
  await inTransaction((tx) => updateApplication(tx, { userId, id, fields: {} }))
  expect(await read(id)).toMatchObject({ title: 'Cook', organization: 'Bistro Ida', note: 'first' })
})

test('pages go on where the page before ended', async () => {
  for (let at = 0; at < 5; at++) await create({ fields: { title: `Job ${at}` } })
  const found = await allPages(({ cursor }) =>
    inTransaction((tx) => listApplications(tx, userId, { limit: 2, cursor, sort: 'newest' })),
  )
  expect(found.map(({ title }) => title)).toEqual(['Job 4', 'Job 3', 'Job 2', 'Job 1', 'Job 0'])
})

describe('isolation and removal', () => {
  test('nobody else reads, moves, changes or removes it', async () => {
    const { id } = await create()
    const eve = await engine.addPerson()
    const refused = { code: 'application_not_found' }
    await expect(inTransaction((tx) => readApplication(tx, eve, id), eve)).rejects.toMatchObject(refused)
    await expect(
      inTransaction((tx) => moveApplication(tx, engine.ctx, { userId: eve, id, to: 'applied' }), eve),
    ).rejects.toMatchObject(refused)
    await expect(
      inTransaction((tx) => updateApplication(tx, { userId: eve, id, fields: { note: 'x' } }), eve),
    ).rejects.toMatchObject(refused)
    await expect(
      inTransaction((tx) => removeApplication(tx, engine.ctx, { userId: eve, id }), eve),
    ).rejects.toMatchObject(refused)
    expect(await inTransaction((tx) => exportUserData(tx, userId), eve)).toEqual({
      application: [],
      stage_event: [],
    })
  })

  test('the timeline can be added to by a request, not changed', async () => {
    await create()
    await expect(
      inTransaction((tx) => tx.updateTable('stage_event').set({ to_stage: 'offer' }).execute()),
    ).rejects.toThrow('permission denied')
    await expect(inTransaction((tx) => tx.deleteFrom('stage_event').execute())).rejects.toThrow(
      'permission denied',
    )
  })

  test('it outlives its posting', async () => {
    const postingId = await inTransaction((tx) =>
      storePosting(tx, userId, nurseCase(), engine.ctx.clock.uuid()),
    )
    const { id } = await create({ postingId, fields: {} })
    await asWorker(engine.ctx.db, (tx) => tx.deleteFrom('posting').where('id', '=', postingId).execute())
    expect(await read(id)).toMatchObject({ postingId: null, title: 'Ward Manager (f/m/d)' })
  })

  test('removing takes the timeline along; export holds everything, erasing leaves nothing', async () => {
    const { id } = await create()
    const { id: second } = await create({ fields: { title: 'Baker' } })
    await inTransaction((tx) => removeApplication(tx, engine.ctx, { userId, id }))
    await asWorker(engine.ctx.db, (tx) =>
      tx
        .updateTable('application')
        .set({ deleted_at: new Date('2026-01-01') })
        .where('id', '=', id)
        .execute(),
    )
    await sweepRemovedApplications(engine.ctx)
    expect(await inTransaction((tx) => exportUserData(tx, userId))).toMatchObject({
      application: [{ id: second }],
      stage_event: [{ application_id: second }],
    })
    await inTransaction((tx) => eraseUserData(tx, userId))
    expect(await asWorker(engine.ctx.db, (tx) => exportUserData(tx, userId))).toEqual({
      application: [],
      stage_event: [],
    })
  })
})
