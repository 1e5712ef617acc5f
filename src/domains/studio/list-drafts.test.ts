import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engineerCase, nurseCase } from '../../testing/draft-cases.ts'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../testing/engine-with-database.ts'
import { explain } from '../../testing/explain.ts'
import { storeMatch, type StoredMatch } from '../../testing/stored-match.ts'
import { allPages } from '../../cli/all-pages.ts'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { approveDraft } from './approve-draft.ts'
import { checkClaims } from './check-claims.ts'
import { editDraft } from './edit-draft.ts'
import { exportDraft } from './export-draft.ts'
import { keepDraft } from './keep-draft.ts'
import { listDrafts, type ListDrafts } from './list-drafts.ts'
import { listDraftRows } from './listing/queries.ts'
import { listVersions } from './queries.ts'
import { readDraft } from './read-draft.ts'
import { readDraftSources } from './read-draft-sources.ts'
import { removeDraft } from './remove-draft.ts'
import { restoreDraft } from './restore-draft.ts'
import { restoreVersion } from './restore-version.ts'
import type { Draft } from './schema.ts'
import { sweepRemovedDrafts } from './sweep-removed-drafts.ts'
import { unapproveDraft } from './unapprove-draft.ts'

let engine: EngineWithDatabase
let userId: string
let stored: StoredMatch
beforeAll(async () => {
  engine = await createEngineWithDatabase()
})
afterAll(() => engine.stop())
beforeEach(async () => {
  userId = await engine.addPerson()
  stored = await inTransaction((tx) => storeMatch(tx, userId, engineerCase()))
})

const inTransaction = <T>(work: (tx: Tx) => Promise<T>, as = userId): Promise<T> =>
  asUser(engine.ctx.db, as, work)
const list = (options: Partial<ListDrafts> = {}, as = userId) =>
  inTransaction((tx) => listDrafts(tx, as, { limit: 100, ...options }), as)
const read = (id: string) => inTransaction((tx) => readDraft(tx, engine.ctx, { userId, id }))
const edit = ({ id, version }: Draft, text: string) =>
  inTransaction((tx) => editDraft(tx, engine.ctx, { userId, id, version, text }))
const approve = ({ id, sha256, claims }: Draft) => {
  const acceptFlagged = claims.filter(({ flagged }) => flagged).map(({ span }) => span)
  return inTransaction((tx) => approveDraft(tx, engine.ctx, { userId, id, sha256, acceptFlagged }))
}
const unapprove = ({ id }: Draft) => inTransaction((tx) => unapproveDraft(tx, engine.ctx, { userId, id }))
const remove = ({ id }: Draft) => inTransaction((tx) => removeDraft(tx, engine.ctx, { userId, id }))
const restore = ({ id }: Draft, minutes = 0) =>
  inTransaction((tx) => restoreDraft(tx, engine.later(minutes), { userId, id }))
const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)

/** A letter as the agent would keep it. */
async function write(text: string, of = stored): Promise<Draft> {
  const { matchId, postingId } = of
  const { draftId } = await inTransaction(async (tx) => {
    const claims = checkClaims(text, await readDraftSources(tx, engine.ctx, { userId, matchId, postingId }))
    return keepDraft(tx, engine.ctx, { userId, matchId, text, claims })
  })
  return read(draftId)
}

const letter = `Dear team,

At Nordlys Analytics AB I built Airflow pipelines in Python. I led 40 people.
`

describe('the list', () => {
  test('tells how a draft begins and what it claims, as reading it does', async () => {
    const draft = await write(letter)
    const [item] = (await list()).items
    expect(item).toMatchObject({
      excerpt: 'Dear team, At Nordlys Analytics AB I built Airflow pipelines in Python. I led 40 people.',
      claimCount: draft.claims.length,
      flagged: 1,
      approvedAt: null,
    })
    expect(draft.facts.length).toBeGreaterThan(1)
    expect(item?.unconfirmed).toBe(draft.facts.length)
    const approved = await approve(draft)
    const [after] = (await list()).items
    expect(after).toMatchObject({ unconfirmed: 0, approvedAt: approved.approvedAt, state: 'approved' })
    expect(approved).toMatchObject(after ?? {})
  })

  test('tells of the current version', async () => {
    await edit(await approve(await write(letter)), 'I wrote this by myself, all of it, without any claim.')
    const [item] = (await list()).items
    expect(item).toMatchObject({ version: 2, flagged: 0, approvedAt: null, state: 'draft' })
    expect(item?.excerpt).toContain('by myself')
  })

  test('an excerpt is cut between words, or between characters where there are no spaces', async () => {
    await write('word '.repeat(100))
    const excerpt = (await list()).items[0]?.excerpt ?? ''
    expect(excerpt).toMatch(/word…$/)
    expect(excerpt.length).toBeLessThanOrEqual(161)
    const other = await inTransaction((tx) => storeMatch(tx, userId, nurseCase()))
    await write(`x${'💡'.repeat(300)}`, other)
    expect((await list()).items[0]?.excerpt).toBe(`x${'💡'.repeat(79)}…`)
  })

  test('is narrowed by state, posting and match; somebody else’s are not found', async () => {
    const first = await approve(await write(letter))
    const nurse = await inTransaction((tx) => storeMatch(tx, userId, nurseCase()))
    const second = await write('Dear ward, I care.', nurse)
    expect(idsOf((await list()).items)).toEqual([second.id, first.id])
    expect(idsOf((await list({ state: 'approved' })).items)).toEqual([first.id])
    expect(idsOf((await list({ state: 'draft' })).items)).toEqual([second.id])
    expect(idsOf((await list({ postingId: nurse.postingId })).items)).toEqual([second.id])
    expect(idsOf((await list({ matchId: stored.matchId })).items)).toEqual([first.id])
    expect((await list({ matchId: stored.matchId, state: 'draft' })).items).toEqual([])
    const eve = await engine.addPerson()
    await expect(list({ matchId: stored.matchId }, eve)).rejects.toMatchObject({
      code: 'draft_match_not_found',
    })
    await expect(list({ postingId: stored.postingId }, eve)).rejects.toMatchObject({
      code: 'draft_posting_not_found',
    })
  })

  test('comes once each over all pages, made at one moment or not, also after one that was removed', async () => {
    const of = nurseCase()
    await inTransaction(async (tx) => {
      for (let at = 0; at < 25; at++) {
        const { matchId } = await storeMatch(tx, userId, of)
        await keepDraft(tx, engine.ctx, { userId, matchId, text: `Letter ${at}`, claims: [] })
      }
    })
    const found = await allPages(({ cursor }) => list({ limit: 4, cursor }))
    expect(found).toHaveLength(25)
    expect(new Set(found.map(({ excerpt }) => excerpt)).size).toBe(25)
    const { items, nextCursor } = await list({ limit: 4 })
    const rest = await list({ cursor: nextCursor })
    await inTransaction((tx) => removeDraft(tx, engine.ctx, { userId, id: items[3]?.id ?? '' }))
    expect(await list({ cursor: nextCursor })).toEqual(rest)
    await sweepRemovedDrafts(engine.later(11))
    await expect(list({ cursor: nextCursor })).rejects.toMatchObject({ code: 'draft_page_gone' })
  })

  test('is read in the order of an index', async () => {
    await inTransaction((tx) =>
      tx
        .insertInto('draft')
        .values(
          Array.from({ length: 300 }, () => ({
            id: engine.ctx.clock.uuid(),
            user_id: userId,
            match_id: null,
            posting_id: null,
            resume_version_id: null,
            kind: 'cover_letter' as const,
            state: 'draft' as const,
            title: '',
            organization: '',
            version: 1,
          })),
        )
        .execute(),
    )
    await engine.database.pool.query('analyze draft')
    const plan = await explain(engine.database.pool, (db) =>
      listDraftRows(db, userId, { limit: 21, cursor: null }),
    )
    expect(plan.join('\n')).toContain('using draft_newest')
  })
})

test('a draft tells how many versions it has and where the posting is', async () => {
  const of = engineerCase()
  of.posting.url = 'https://jobs.example/1'
  const there = await inTransaction((tx) => storeMatch(tx, userId, of))
  const draft = await write(letter, there)
  expect(draft).toMatchObject({ versions: 1, postingUrl: 'https://jobs.example/1' })
  expect(await edit(draft, 'Other words.')).toMatchObject({ versions: 2 })
  expect((await write(letter)).postingUrl).toBeNull()
})

describe('bringing an earlier wording back', () => {
  const back = (draft: Draft, version: number, base = draft.version) =>
    inTransaction((tx) => restoreVersion(tx, engine.ctx, { userId, id: draft.id, version, base }))

  test('makes a new version, which is not approved even if the earlier one was', async () => {
    const first = await approve(await write(letter))
    const second = await edit(first, 'Other words.')
    const third = await back(second, 1)
    expect(third).toMatchObject({
      version: 3,
      text: letter,
      sha256: first.sha256,
      state: 'draft',
      approvedAt: null,
    })
    expect(third.claims).toEqual(first.claims)
    await expect(
      inTransaction((tx) => exportDraft(tx, { userId, id: first.id, format: 'txt' })),
    ).rejects.toMatchObject({ code: 'draft_not_approved' })
  })

  test('of what stands is no new version; of none there is, or over another’s change, it is refused', async () => {
    const first = await write(letter)
    expect(await back(first, 1)).toMatchObject({ version: 1 })
    await expect(back(first, 7)).rejects.toMatchObject({ code: 'draft_version_not_found', kind: 'not_found' })
    await edit(first, 'Other words.')
    await expect(back(first, 1)).rejects.toMatchObject({ code: 'draft_conflict', data: { version: 2 } })
  })
})

describe('taking an approval back', () => {
  test('keeps both times in the version, and nothing can be exported until it is approved again', async () => {
    const approved = await approve(await write(letter))
    const exported = () => inTransaction((tx) => exportDraft(tx, { userId, id: approved.id, format: 'txt' }))
    const before = (await exported()).bytes
    const taken = await unapprove(approved)
    expect(taken).toMatchObject({ state: 'draft', approvedAt: null, version: 1, sha256: approved.sha256 })
    expect(taken.facts.every(({ confirmed }) => confirmed)).toBe(true)
    await expect(exported()).rejects.toMatchObject({ code: 'draft_not_approved' })
    const [version] = await inTransaction((tx) => listVersions(tx, userId, approved.id))
    expect(version?.approved_at?.toISOString()).toBe(approved.approvedAt)
    expect(version?.withdrawn_at).not.toBeNull()
    const again = await approve(taken)
    expect(again.state).toBe('approved')
    expect((await exported()).bytes).toEqual(before)
    const versions = await inTransaction((tx) => listVersions(tx, userId, approved.id))
    expect(versions).toMatchObject([{ number: 1, withdrawn_at: null }])
    expect(versions[0]?.approved_at?.toISOString()).toBe(again.approvedAt)
  })

  test('of what isn’t approved changes nothing', async () => {
    const draft = await write(letter)
    expect(await unapprove(draft)).toEqual(draft)
    const approved = await approve(draft)
    await unapprove(approved)
    const first = await inTransaction((tx) => listVersions(tx, userId, draft.id))
    await unapprove(approved)
    expect(await inTransaction((tx) => listVersions(tx, userId, draft.id))).toEqual(first)
  })

  test('rewrites no history: a request may note the withdrawal and nothing else', async () => {
    await approve(await write(letter))
    await expect(
      inTransaction((tx) => tx.updateTable('approval').set({ sha256: 'x' }).execute()),
    ).rejects.toThrow('permission denied')
  })
})

describe('removing', () => {
  const gone = { code: 'draft_not_found' }

  test('takes it away everywhere, and can be taken back for ten minutes with all its versions', async () => {
    const draft = await approve(await edit(await write(letter), 'I know Python.'))
    await remove(draft)
    expect((await list()).items).toEqual([])
    await expect(read(draft.id)).rejects.toMatchObject(gone)
    await expect(remove(draft)).rejects.toMatchObject(gone)
    await expect(edit(draft, 'x')).rejects.toMatchObject(gone)
    await expect(restore(draft, 11)).rejects.toMatchObject(gone)
    const { updatedAt: _changed, ...kept } = draft
    expect(await restore(draft, 9)).toMatchObject(kept)
    expect(idsOf((await list()).items)).toEqual([draft.id])
  })

  test('is for good after that, for everybody', async () => {
    const draft = await write(letter)
    await remove(draft)
    await sweepRemovedDrafts(engine.later(9))
    const left = () =>
      asWorker(engine.ctx.db, (tx) =>
        tx.selectFrom('draft_version').select('id').where('draft_id', '=', draft.id).execute(),
      )
    expect(await left()).toHaveLength(1)
    await sweepRemovedDrafts(engine.later(11))
    expect(await left()).toEqual([])
  })

  test('makes room for a new letter of the match, which then stands in the way of the first', async () => {
    const first = await write(letter)
    await remove(first)
    const second = await write(letter)
    expect(second.id).not.toBe(first.id)
    await expect(restore(first)).rejects.toMatchObject({ code: 'draft_replaced', kind: 'conflict' })
    await remove(second)
    expect((await restore(first)).id).toBe(first.id)
  })
})
