import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../testing/engine-with-database.ts'
import { explain } from '../../testing/explain.ts'
import { manyMatches, storeMany, type SeededMatch } from '../../testing/many-matches.ts'
import { allPages } from '../../cli/all-pages.ts'
import { asUser, asWorker, readAsUser } from '../../platform/db/transaction.ts'
import { listMatches, type ListMatches } from './list-matches.ts'
import { listMatchRows, type MatchPage } from './listing/queries.ts'
import { matchSorts, type MatchSort } from './schema.ts'

let engine: EngineWithDatabase
let userId: string
let resumeId: string
const seeded = manyMatches(1_000)
const shown = seeded.filter(({ hidden }) => !hidden)

beforeAll(async () => {
  engine = await createEngineWithDatabase()
  userId = await engine.addPerson()
  ;({ resumeId } = await asWorker(engine.ctx.db, (tx) => storeMany(tx, userId, seeded, { asked: true })))
  const other = await engine.addPerson()
  await asWorker(engine.ctx.db, (tx) => storeMany(tx, other, manyMatches(2_000)))
  await engine.database.pool.query('analyze')
})
afterAll(() => engine.stop())

const list = (options: Partial<ListMatches> = {}, as = userId) =>
  readAsUser(engine.ctx.db, as, (tx) =>
    listMatches(tx, as, { hidden: false, unseen: false, sort: 'best', limit: 100, ...options }),
  )

const listAll = (options: Partial<ListMatches>) => allPages(({ cursor }) => list({ ...options, cursor }))

const idsOf = (matches: { id: string }[]): string[] => matches.map(({ id }) => id)
/** Neither none nor all of them, or a filter would prove nothing. */
const expectSame = (found: { id: string }[], expected: (SeededMatch | undefined)[]): void => {
  expect(expected.length).toBeGreaterThan(0)
  expect(expected.length).toBeLessThan(shown.length)
  expect(idsOf(found).toSorted()).toEqual(idsOf(expected.filter((match) => match !== undefined)).toSorted())
}
const rank = ({ score }: { score: number | null }): number => score ?? -1
const descending = (a: string | number, b: string | number): number => (a < b ? 1 : a > b ? -1 : 0)

describe('a thousand matches of one person', () => {
  test.each(matchSorts)('come once each over all pages: %s', async (sort) => {
    const found = await listAll({ sort, limit: 97 })
    expect(idsOf(found).toSorted()).toEqual(idsOf(shown).toSorted())
  })

  test('best first, and one order among equals', async () => {
    const expected = shown.toSorted((a, b) => rank(b) - rank(a) || descending(a.id, b.id))
    expect(idsOf(await listAll({ limit: 97 }))).toEqual(idsOf(expected))
  })

  test('newest first, to the microsecond', async () => {
    const expected = shown.toSorted((a, b) => descending(a.createdAt, b.createdAt) || descending(a.id, b.id))
    expect(idsOf(await listAll({ sort: 'newest', limit: 97 }))).toEqual(idsOf(expected))
  })

  test('by organisation without case and accents, each from its best; nameless ones last', async () => {
    const found = await listAll({ sort: 'organization', limit: 97 })
    const runs = found.map(({ organization }) => organization.toLowerCase())
    expect(runs.filter((name, at) => name !== runs[at - 1])).toEqual([
      'acme tools',
      'ärzte am see',
      'brücke & söhne',
      'éclair',
      'zimmerei özil',
      '',
    ])
    const acme = found.filter(({ organization }) => organization.toLowerCase() === 'acme tools')
    expect(acme.map(rank)).toEqual(acme.map(rank).toSorted((a, b) => b - a))
  })

  test.each(matchSorts)(
    'a page goes on where the one before ended, also when that match went: %s',
    async (sort) => {
      const person = await engine.addPerson()
      const few = manyMatches(40).filter(({ hidden }) => !hidden)
      await asWorker(engine.ctx.db, (tx) => storeMany(tx, person, few))
      const first = await list({ sort, limit: 10 }, person)
      const last = first.items.at(-1)?.id ?? ''
      const rest = await list({ sort, cursor: first.nextCursor }, person)
      await asWorker(engine.ctx.db, (tx) => tx.deleteFrom('match').where('id', '=', last).execute())
      expect(await list({ sort, cursor: first.nextCursor }, person)).toEqual(rest)
    },
  )

  test('are read in the order of an index, where there is one', async () => {
    const page: MatchPage = { hidden: false, unseen: false, sort: 'best', after: null, limit: 101 }
    const client = await engine.database.pool.connect()
    try {
      const planOf = async (options: Partial<MatchPage>) =>
        (await explain(client, (db) => listMatchRows(db, userId, { ...page, ...options }))).join('\n')
      const plans = {
        match_shown: await planOf({}),
        match_newest: await planOf({ sort: 'newest' }),
        match_verdict: await planOf({ verdicts: ['blocked'] }),
        match_unseen: await planOf({ unseen: true }),
      }
      for (const [index, plan] of Object.entries(plans)) expect(plan).toContain(`using ${index}`)
    } finally {
      client.release()
    }
  })
})

const inPlace = (place: string) => shown.filter(({ places }) => places.some((name) => name.includes(place)))
const titled = (matches: SeededMatch[]) => matches.filter(({ title }) => title.startsWith('Crane'))

describe('filters', () => {
  test('verdicts', async () => {
    const wanted = shown.filter(({ verdict }) => verdict === 'strong' || verdict === 'cant_tell')
    expectSame(await listAll({ verdicts: ['strong', 'cant_tell'] }), wanted)
    expectSame(
      await listAll({ verdicts: ['weak'] }),
      shown.filter(({ verdict }) => verdict === 'weak'),
    )
    expect(await listAll({ verdicts: [] })).toEqual([])
  })

  test('the hidden ones', async () => {
    expectSame(
      await listAll({ hidden: true }),
      seeded.filter(({ hidden }) => hidden),
    )
  })

  test('workplace', async () => {
    expectSame(
      await listAll({ workplaceType: 'hybrid' }),
      shown.filter(({ workplaceType }) => workplaceType === 'hybrid'),
    )
  })

  test('a least score leaves those without one out', async () => {
    expectSame(
      await listAll({ minScore: 60 }),
      shown.filter(({ score }) => score !== null && score >= 60),
    )
    expectSame(
      await listAll({ minScore: 0 }),
      shown.filter(({ score }) => score !== null),
    )
  })

  test('posting and résumé; somebody else’s are not found', async () => {
    const [one] = shown
    expect(idsOf(await listAll({ postingId: one?.postingId }))).toEqual([one?.id])
    expect((await list({ resumeId, limit: 1 })).items).toHaveLength(1)
    const eve = await engine.addPerson()
    await expect(list({ resumeId }, eve)).rejects.toMatchObject({ code: 'match_resume_not_found' })
    await expect(list({ postingId: one?.postingId }, eve)).rejects.toMatchObject({
      code: 'match_posting_not_found',
    })
  })

  test('words of title, organisation and place, all of them, without case and accents', async () => {
    expectSame(await listAll({ search: 'crane  ZURICH' }), titled(inPlace('Zürich')))
    expectSame(await listAll({ search: 'Łódź' }), inPlace('Łódź'))
    expectSame(await listAll({ search: 'lodz' }), inPlace('Łódź'))
    expectSame(
      await listAll({ search: 'bruecke' }).then(async (none) => {
        expect(none).toEqual([])
        return listAll({ search: 'brucke & söhne' })
      }),
      shown.filter(({ organization }) => organization === 'Brücke & Söhne'),
    )
  })

  test('a search takes signs as they are', async () => {
    for (const search of ['%', '_', '\\', 'crane\u0000%', "'; --", '％']) {
      expect((await list({ search })).items).toEqual([])
    }
    expect((await list({ search: ' \u0000 ', limit: 5 })).items).toHaveLength(5)
  })

  test('together, over pages', async () => {
    const found = await listAll({
      search: 'leeds',
      verdicts: ['strong', 'possible'],
      workplaceType: 'hybrid',
      minScore: 50,
      sort: 'organization',
      limit: 7,
    })
    expectSame(
      found,
      inPlace('Leeds').filter(
        ({ verdict, workplaceType, score }) =>
          ['strong', 'possible'].includes(verdict) && workplaceType === 'hybrid' && rank({ score }) >= 50,
      ),
    )
  })

  test('what was applied for; what was only saved was not', async () => {
    const person = await engine.addPerson()
    const few = manyMatches(4).map((match) => ({ ...match, hidden: false }))
    await asWorker(engine.ctx.db, (tx) => storeMany(tx, person, few))
    const stages = ['applied', 'saved', 'closed'] as const
    await asUser(engine.ctx.db, person, (tx) =>
      tx
        .insertInto('application')
        .values(
          stages.map((stage, at) => ({
            id: engine.ctx.clock.uuid(),
            user_id: person,
            posting_id: few[at]?.postingId ?? '',
            draft_id: null,
            title: 'x',
            organization: '',
            url: null,
            note: '',
            stage,
            outcome: null,
          })),
        )
        .execute(),
    )
    const only = await list({ applied: 'only' }, person)
    expectSame(only.items, [few[0], few[2]])
    expect(new Set(only.items.map(({ application }) => application?.stage))).toEqual(
      new Set(['applied', 'closed']),
    )
    const rest = await list({ applied: 'hide' }, person)
    expectSame(rest.items, [few[1], few[3]])
    await asUser(engine.ctx.db, person, (tx) =>
      tx.updateTable('application').set({ deleted_at: new Date() }).execute(),
    )
    expect((await list({ applied: 'only' }, person)).items).toEqual([])
    expect((await list({}, person)).items.every(({ application }) => application === null)).toBe(true)
  })
})

describe('cursors', () => {
  const refused = { code: 'match_cursor_foreign', kind: 'bad_request' }

  test('of another order are refused in words', async () => {
    const cursors = new Map<MatchSort, string | null>()
    for (const sort of matchSorts) cursors.set(sort, (await list({ sort, limit: 1 })).nextCursor)
    for (const sort of matchSorts) {
      const foreign = [...cursors].filter(([from]) => from !== sort)
      for (const [, cursor] of foreign) await expect(list({ sort, cursor })).rejects.toMatchObject(refused)
    }
  })

  test.each([
    'x',
    '50:',
    '99999:00000000-0000-4000-8000-000000000000',
    'newest:1e9:00000000-0000-4000-8000-000000000000',
    'newest:999999999999999999:00000000-0000-4000-8000-000000000000',
    `organization:${Buffer.from('a\0b').toString('base64url')}:5:00000000-0000-4000-8000-000000000000`,
  ])('that were never given out are refused: %s', async (cursor) => {
    for (const sort of matchSorts) await expect(list({ sort, cursor })).rejects.toMatchObject(refused)
  })

  test('made up in the right form never fail', async () => {
    const id = '00000000-0000-4000-8000-000000000000'
    for (const [sort, cursor] of [
      ['best', `-999:${id}`],
      ['newest', `newest:99999999999999999:${id}`],
      ['newest', `newest:0:${id}`],
      ['organization', `organization:${Buffer.from([0xff, 0xfe]).toString('base64url')}:5:${id}`],
    ] as const)
      expect((await list({ sort, cursor })).items.length).toBeLessThanOrEqual(100)
  })
})

test('a summary tells what fits and what is missing', async () => {
  const [item] = (await list({ limit: 1 })).items
  const of = seeded.find(({ id }) => id === item?.id)
  expect(item).toMatchObject({
    title: of?.title,
    organization: of?.organization,
    places: of?.places,
    workplaceType: of?.workplaceType,
    salary: null,
    datePosted: '2026-02-01',
    notices: [],
    isSample: false,
    musts: 4,
    mustsMet: 1,
    missing: ['Requirement 3', 'Requirement 4'],
    failedGates: [],
    seenAt: null,
    draft: null,
    application: null,
  })
})
