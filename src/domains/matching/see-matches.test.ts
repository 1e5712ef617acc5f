import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engineerCase } from '../../testing/draft-cases.ts'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../testing/engine-with-database.ts'
import { storeMatch, type StoredMatch } from '../../testing/stored-match.ts'
import { manyMatches, storeMany, type SeededMatch } from '../../testing/many-matches.ts'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { readPosting } from '../postings/read-posting.ts'
import { readResume } from '../resumes/read-resume.ts'
import { countMatches } from './count-matches.ts'
import { hideMatches } from './hide-matches.ts'
import { keepMatch } from './keep-match.ts'
import { listMatches } from './list-matches.ts'
import { readMatchDetails } from './read-match-details.ts'
import type { Verdict } from './schema.ts'
import { seeMatches } from './see-matches.ts'

let engine: EngineWithDatabase
let userId: string
let seeded: SeededMatch[]
beforeAll(async () => {
  engine = await createEngineWithDatabase()
})
afterAll(() => engine.stop())
beforeEach(async () => {
  userId = await engine.addPerson()
  seeded = manyMatches(20)
  await asWorker(engine.ctx.db, (tx) => storeMany(tx, userId, seeded))
})

const inTransaction = <T>(work: (tx: Tx) => Promise<T>, as = userId): Promise<T> =>
  asUser(engine.ctx.db, as, work)
const see = (ids: string[], as = userId) =>
  inTransaction((tx) => seeMatches(tx, engine.ctx, { userId: as, ids }), as)
const hide = (ids: string[], hidden: boolean, as = userId) =>
  inTransaction((tx) => hideMatches(tx, engine.ctx, { userId: as, ids, hidden }), as)
const counts = () => inTransaction((tx) => countMatches(tx, userId))
const list = (options: { unseen?: boolean; hidden?: boolean } = {}) =>
  inTransaction((tx) =>
    listMatches(tx, userId, { hidden: false, unseen: false, sort: 'best', limit: 100, ...options }),
  )
const whenSeen = async (id: string) => (await inTransaction((tx) => readMatchDetails(tx, userId, id))).seenAt
const shownIds = () => seeded.filter(({ hidden }) => !hidden).map(({ id }) => id)

test('seeing takes a match from the new ones, once', async () => {
  const [first = '', second = '', third = ''] = shownIds()
  expect((await list({ unseen: true })).items).toHaveLength(shownIds().length)
  expect((await see([first, second])).toSorted()).toEqual([first, second].toSorted())
  expect(await see([second, third])).toEqual([third])
  const left = (await list({ unseen: true })).items
  expect(left.map(({ id }) => id).toSorted()).toEqual(shownIds().slice(3).toSorted())
  expect((await list()).items.filter(({ seenAt }) => seenAt !== null)).toHaveLength(3)
})

test('counting tells what is shown, new and hidden', async () => {
  const shown = seeded.filter(({ hidden }) => !hidden)
  const of = (wanted: Verdict) => shown.filter(({ verdict }) => verdict === wanted).length
  await see(shownIds().slice(0, 3))
  expect(await counts()).toEqual({
    total: shown.length,
    unseen: shown.length - 3,
    hidden: seeded.length - shown.length,
    byVerdict: {
      strong: of('strong'),
      possible: of('possible'),
      weak: of('weak'),
      blocked: 0,
      cant_tell: of('cant_tell'),
    },
  })
  expect(of('strong') * of('possible') * of('weak') * of('cant_tell')).toBeGreaterThan(0)
})

test('hiding many tells which it changed, so that an undo brings back just those', async () => {
  const before = await counts()
  const already = seeded.find(({ hidden }) => hidden)?.id ?? ''
  const [first = '', second = ''] = shownIds()
  const changed = await hide([already, first, second], true)
  expect(changed.toSorted()).toEqual([first, second].toSorted())
  expect((await counts()).hidden).toBe(before.hidden + 2)
  expect((await hide(changed, false)).toSorted()).toEqual(changed.toSorted())
  expect(await counts()).toEqual(before)
})

test('nobody else sees or hides them; of a mix one’s own are done', async () => {
  const eve = await engine.addPerson()
  const own = manyMatches(1)
  await asWorker(engine.ctx.db, (tx) => storeMany(tx, eve, own))
  const [theirs = ''] = shownIds()
  await expect(see([theirs], eve)).rejects.toMatchObject({ code: 'match_not_found' })
  await expect(hide([theirs], true, eve)).rejects.toMatchObject({ code: 'match_not_found' })
  expect(await see([theirs, own[0]?.id ?? ''], eve)).toEqual([own[0]?.id])
  expect(await counts()).toMatchObject({ unseen: shownIds().length })
})

describe('matched again', () => {
  let stored: StoredMatch
  beforeEach(async () => {
    stored = await inTransaction((tx) => storeMatch(tx, userId, engineerCase()))
    await see([stored.matchId])
  })

  /** Keeps the match anew as the match agent would, under this rubric. */
  const keep = (rubricVersion: string, verdict: Verdict) =>
    inTransaction(async (tx) => {
      const posting = await readPosting(tx, userId, stored.postingId)
      const resume = await readResume(tx, userId, stored.resumeId)
      if (!posting || !resume) throw new Error('Nothing to match')
      const result = { score: 50, verdict, verdictWords: '', rubricVersion, gates: [], evidence: [] }
      return keepMatch(tx, engine.ctx, { userId, posting, resume, result })
    })

  test('it stays seen with the same verdict, and is new with another', async () => {
    const { rubric_version: rubric, verdict } = await inTransaction((tx) =>
      tx
        .selectFrom('match')
        .select(['rubric_version', 'verdict'])
        .where('id', '=', stored.matchId)
        .executeTakeFirstOrThrow(),
    )
    expect(await keep(rubric, verdict)).toBe(stored.matchId)
    expect(await whenSeen(stored.matchId)).not.toBeNull()
    await keep(rubric, 'blocked')
    expect(await whenSeen(stored.matchId)).toBeNull()
  })

  test('also as another row, and back: what counts is the verdict that was shown before', async () => {
    const { verdict } = await inTransaction((tx) => readMatchDetails(tx, userId, stored.matchId))
    const other = await keep('another', verdict)
    expect(other).not.toBe(stored.matchId)
    expect(await whenSeen(other)).toBe(await whenSeen(stored.matchId))
    const third = await keep('a third', 'blocked')
    expect(await whenSeen(third)).toBeNull()
    expect(await keep('another', verdict)).toBe(other)
    expect(await whenSeen(other)).toBeNull()
  })

  test('its letter and its application are still told', async () => {
    const draftId = engine.ctx.clock.uuid()
    await inTransaction((tx) =>
      tx
        .insertInto('draft')
        .values({
          id: draftId,
          user_id: userId,
          match_id: stored.matchId,
          posting_id: stored.postingId,
          resume_version_id: stored.versionId,
          kind: 'cover_letter',
          state: 'approved',
          title: '',
          organization: '',
          version: 1,
        })
        .execute(),
    )
    const again = await keep('another', 'strong')
    const of = async () => (await list()).items.find(({ id }) => id === again)
    expect(await of()).toMatchObject({ draft: { id: draftId, state: 'approved' }, application: null })
    await inTransaction((tx) => tx.updateTable('draft').set({ deleted_at: new Date() }).execute())
    expect(await of()).toMatchObject({ draft: null })
  })

  test('its details tell the file, and where each fact stands in it', async () => {
    const details = await inTransaction((tx) => readMatchDetails(tx, userId, stored.matchId))
    expect(details).toMatchObject({ resumeFileName: 'resume.pdf', musts: 5, mustsMet: 4, missing: [] })
    const text = engineerCase()
      .facts.map((fact) => fact.text)
      .join('\n')
    expect(details.facts.length).toBeGreaterThan(3)
    for (const fact of details.facts) expect(text.slice(...(fact.span ?? []))).toBe(fact.text)
    expect(details.facts.find((fact) => fact.text === 'Docker')?.path).toBe('/skills/2/name')
  })
})
