import { createHash } from 'node:crypto'
import mammoth from 'mammoth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { engineerCase } from '../../testing/draft-cases.ts'
import { createTestEngine, type TestEngine } from '../../testing/engine.ts'
import { storeMatch, type StoredMatch } from '../../testing/stored-match.ts'
import { until } from '../../testing/until.ts'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { startWorker, type Worker } from '../../platform/jobs/run-worker.ts'
import { readResume } from '../resumes/read-resume.ts'
import { approveDraft } from './approve-draft.ts'
import { composeLetter } from './compose-letter.ts'
import { editDraft } from './edit-draft.ts'
import { eraseUserData } from './erase-user-data.ts'
import { exportDraft } from './export-draft.ts'
import { exportUserData } from './export-user-data.ts'
import { keepDraft } from './keep-draft.ts'
import { listVersions } from './queries.ts'
import { readDraft } from './read-draft.ts'
import { removeDraft } from './remove-draft.ts'
import type { Draft } from './schema.ts'
import { startDraft } from './start-draft.ts'
import { draftTask } from './tasks.ts'

let database: TestDatabase
let engine: TestEngine
let worker: Worker
let userId: string
let stored: StoredMatch
const own = engineerCase()

beforeAll(async () => {
  database = await createTestDatabase()
  engine = createTestEngine({ url: database.url, tasks: [draftTask] })
  worker = await startWorker({ ctx: engine.ctx, tasks: [draftTask], graceMs: 300 })
})
afterAll(async () => {
  await worker.stop({ drainMs: 0 })
  await engine.stop()
  await database.drop()
})
beforeEach(async () => {
  userId = await engine.addPerson()
  stored = await inTransaction((tx) => storeMatch(tx, userId, own))
})

const inTransaction = <T>(work: (tx: Tx) => Promise<T>, as = userId): Promise<T> =>
  asUser(engine.ctx.db, as, work)
const sha = (text: string) => createHash('sha256').update(text).digest('hex')
const read = (id: string) => inTransaction((tx) => readDraft(tx, engine.ctx, { userId, id }))
const edit = (draft: Draft, text: string, version = draft.version) =>
  inTransaction((tx) => editDraft(tx, engine.ctx, { userId, id: draft.id, version, text }))
const approve = (draft: Draft, options: { sha256?: string; acceptFlagged?: [number, number][] } = {}) =>
  inTransaction((tx) =>
    approveDraft(tx, engine.ctx, {
      userId,
      id: draft.id,
      sha256: draft.sha256,
      acceptFlagged: [],
      ...options,
    }),
  )
const exported = (draft: Draft, format: 'txt' | 'docx' | 'pdf') =>
  inTransaction((tx) => exportDraft(tx, { userId, id: draft.id, format }))

async function compose(matchId = stored.matchId): Promise<Draft> {
  const { runId } = await inTransaction((tx) => startDraft(tx, engine.ctx, { userId, matchId }))
  const run = () =>
    database.db
      .transaction()
      .execute(() =>
        asWorker(engine.ctx.db, (tx) =>
          tx.selectFrom('agent_run').select('state').where('id', '=', runId).executeTakeFirstOrThrow(),
        ),
      )
  await until(async () => (await run()).state === 'succeeded', 10_000)
  const draft = await asWorker(engine.ctx.db, (tx) =>
    tx.selectFrom('draft').select('id').where('match_id', '=', matchId).executeTakeFirstOrThrow(),
  )
  return read(draft.id)
}

describe('composing', () => {
  test('keeps the letter with its claims and the facts behind them', async () => {
    const draft = await compose()
    const facts = new Set(own.facts.map(({ id }) => id))
    expect(draft).toMatchObject({
      state: 'draft',
      version: 1,
      author: 'agent',
      title: 'Senior Data Engineer',
      organization: 'Brightwater Energy',
    })
    expect(draft.text).toContain('4 million meter readings')
    expect(draft.sha256).toBe(sha(draft.text))
    expect(draft.claims.length).toBeGreaterThan(5)
    expect(draft.claims.every(({ flagged }) => !flagged)).toBe(true)
    expect(draft.facts.length).toBeGreaterThan(5)
    expect(draft.facts.every(({ text }) => own.facts.some((fact) => fact.text === text))).toBe(true)
    expect(facts.size).toBe(own.facts.length)
  })

  test('again for the same match: still one draft, and what the person wrote stays', async () => {
    const first = await compose()
    const edited = await edit(first, 'I wrote this myself.')
    const again = await compose()
    expect(again).toEqual(edited)
  })

  test('another wording of the agent becomes the next version', async () => {
    const first = await compose()
    const kept = await asWorker(engine.ctx.db, (tx) =>
      keepDraft(tx, engine.ctx, { userId, matchId: stored.matchId, text: 'Other words.', claims: [] }),
    )
    expect(kept).toEqual({ draftId: first.id, version: 2, changed: true })
  })

  test('two runs that keep at the same moment: one draft, and neither fails', async () => {
    const { text, claims } = composeLetter(own)
    const written = { userId, matchId: stored.matchId, text, claims }
    const { promise: bothIn, resolve: open } = Promise.withResolvers<void>()
    let arrived = 0
    const keep = () =>
      asWorker(engine.ctx.db, async (tx) => {
        await tx.selectFrom('draft').select('id').limit(1).execute()
        if (++arrived === 2) open()
        await bothIn
        return keepDraft(tx, engine.ctx, written)
      })
    const kept = await Promise.all([keep(), keep()])
    expect(new Set(kept.map(({ draftId }) => draftId)).size).toBe(1)
    expect(kept.filter(({ changed }) => changed)).toHaveLength(1)
  })

  test('a match that is not there, or is not theirs, starts nothing', async () => {
    const other = await engine.addPerson()
    const start = (matchId: string) =>
      inTransaction((tx) => startDraft(tx, engine.ctx, { userId: other, matchId }), other)
    await expect(start(stored.matchId)).rejects.toMatchObject({
      code: 'draft_match_not_found',
      kind: 'not_found',
    })
    await expect(start(engine.ctx.clock.uuid())).rejects.toMatchObject({ code: 'draft_match_not_found' })
  })
})

describe('editing', () => {
  test('adds a version whose claims are checked again', async () => {
    const draft = await compose()
    const edited = await edit(draft, draft.text.replace('a team of 4', 'a team of 40'))
    expect(edited).toMatchObject({ version: 2, author: 'person', state: 'draft' })
    expect(edited.claims.filter(({ flagged }) => flagged)).toMatchObject([
      { reason: expect.stringContaining('40 engineer') },
    ])
    const versions = await inTransaction((tx) => listVersions(tx, userId, draft.id))
    expect(versions.map(({ number, text }) => [number, text])).toEqual([
      [2, edited.text],
      [1, draft.text],
    ])
  })

  test('of an older version is refused, and stores nothing', async () => {
    const draft = await compose()
    await edit(draft, 'First.')
    await expect(edit(draft, 'Second.')).rejects.toMatchObject({
      code: 'draft_conflict',
      data: { version: 2 },
    })
    expect((await read(draft.id)).text).toBe('First.')
  })

  test('two at once: one wins, the other is told', async () => {
    const draft = await compose()
    const results = await Promise.allSettled([edit(draft, 'One.'), edit(draft, 'Two.')])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('the same text again is no new version; line ends and NUL are normalised', async () => {
    const draft = await compose()
    expect((await edit(draft, draft.text.replaceAll('\n', '\r\n'))).version).toBe(1)
    expect((await edit(draft, 'a\u0000b')).text).toBe('ab')
    await expect(edit(draft, ' \n', 2)).rejects.toMatchObject({ code: 'draft_empty' })
  })
})

describe('approving', () => {
  test('binds the text and confirms the facts it rests on', async () => {
    const draft = await compose()
    expect(draft.facts.some(({ confirmed }) => confirmed)).toBe(false)
    const approved = await approve(draft)
    expect(approved.state).toBe('approved')
    expect(approved.approvedAt).not.toBeNull()
    expect(approved.facts.map(({ id }) => id)).toEqual(draft.facts.map(({ id }) => id))
    expect(approved.facts.every(({ confirmed }) => confirmed)).toBe(true)
    const resume = await inTransaction((tx) => readResume(tx, userId))
    const untouched = resume?.facts.filter(({ id }) => !draft.facts.some((fact) => fact.id === id))
    expect(untouched?.every(({ state }) => state === 'unconfirmed')).toBe(true)
  })

  test('of another text than the current one is refused', async () => {
    const draft = await compose()
    await edit(draft, 'Changed meanwhile.')
    await expect(approve(draft)).rejects.toMatchObject({ code: 'draft_changed' })
    expect((await read(draft.id)).state).toBe('draft')
  })

  test('refuses flagged claims unless each is accepted by its span', async () => {
    const draft = await compose()
    const edited = await edit(draft, 'I led 40 people. I hold a PhD.')
    await expect(approve(edited)).rejects.toMatchObject({
      code: 'draft_has_flagged_claims',
      data: { claims: [{ span: [0, 16] }, { span: [17, 30] }] },
    })
    await expect(approve(edited, { acceptFlagged: [[0, 16]] })).rejects.toMatchObject({
      data: { claims: [{ span: [17, 30] }] },
    })
    const approved = await approve(edited, {
      acceptFlagged: [
        [0, 16],
        [17, 30],
      ],
    })
    expect(approved.state).toBe('approved')
    const { approval } = await inTransaction((tx) => exportUserData(tx, userId))
    expect(approval).toMatchObject([
      {
        sha256: sha(edited.text),
        accepted_flags: [
          [0, 16],
          [17, 30],
        ],
        confirmed_fact_ids: [],
      },
    ])
  })

  test('twice is once', async () => {
    const draft = await compose()
    const first = await approve(draft)
    expect(await approve(draft)).toEqual(first)
  })

  test('ends with the next edit', async () => {
    const approved = await approve(await compose())
    const edited = await edit(approved, `${approved.text}PS`)
    expect(edited).toMatchObject({ state: 'draft', approvedAt: null })
    await expect(exported(edited, 'txt')).rejects.toMatchObject({ code: 'draft_not_approved' })
  })
})

describe('exporting', () => {
  test('only what was approved, byte for byte', async () => {
    const draft = await compose()
    for (const format of ['txt', 'docx', 'pdf'] as const) {
      await expect(exported(draft, format)).rejects.toMatchObject({ code: 'draft_not_approved' })
    }
    await approve(draft)
    const txt = await exported(draft, 'txt')
    expect(sha(txt.bytes.toString('utf8'))).toBe(draft.sha256)
    expect(txt.fileName).toBe('cover-letter-brightwater-energy.txt')
    const docx = await mammoth.extractRawText({ buffer: (await exported(draft, 'docx')).bytes })
    expect(docx.value.replaceAll('\n\n', '\n').trimEnd()).toBe(draft.text.trimEnd())
    expect((await exported(draft, 'pdf')).bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('isolation and removal', () => {
  test('nobody else sees, edits, approves or removes it', async () => {
    const draft = await compose()
    const eve = await engine.addPerson()
    const asEve = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(work, eve)
    const id = draft.id
    await expect(asEve((tx) => readDraft(tx, engine.ctx, { userId: eve, id }))).rejects.toMatchObject({
      code: 'draft_not_found',
    })
    await expect(
      asEve((tx) => editDraft(tx, engine.ctx, { userId: eve, id, version: 1, text: 'x' })),
    ).rejects.toMatchObject({ code: 'draft_not_found' })
    await expect(asEve((tx) => removeDraft(tx, engine.ctx, { userId: eve, id }))).rejects.toMatchObject({
      code: 'draft_not_found',
    })
    // Row-level security stands behind the WHERE: the right owner's id in the wrong session finds nothing.
    expect(await asEve((tx) => exportUserData(tx, userId))).toEqual({
      draft: [],
      draft_version: [],
      draft_claim: [],
      approval: [],
    })
  })

  test('history can be added to by a request, not changed', async () => {
    const draft = await compose()
    const rewrite = inTransaction((tx) =>
      tx.updateTable('draft_version').set({ text: 'x' }).where('draft_id', '=', draft.id).execute(),
    )
    await expect(rewrite).rejects.toThrow('permission denied')
    await expect(inTransaction((tx) => tx.deleteFrom('approval').execute())).rejects.toThrow(
      'permission denied',
    )
  })

  test('a removed match or posting leaves the draft readable, and its claims unproved', async () => {
    const draft = await compose()
    await asWorker(engine.ctx.db, (tx) =>
      tx.deleteFrom('posting').where('id', '=', stored.postingId).execute(),
    )
    expect(await read(draft.id)).toMatchObject({
      text: draft.text,
      postingId: null,
      title: 'Senior Data Engineer',
    })
  })

  test('export holds everything, erasing leaves nothing', async () => {
    const draft = await approve(await compose())
    const rows = await inTransaction((tx) => exportUserData(tx, userId))
    expect(rows['draft']).toHaveLength(1)
    expect(rows['draft_version']).toMatchObject([{ text: draft.text }])
    expect(rows['draft_claim']).toHaveLength(draft.claims.length)
    expect(rows['approval']).toHaveLength(1)
    await inTransaction((tx) => eraseUserData(tx, userId))
    const left = await asWorker(engine.ctx.db, (tx) => exportUserData(tx, userId))
    expect(Object.values(left).flat()).toEqual([])
  })
})

test('what the agent keeps is what the composer writes', async () => {
  const draft = await compose()
  const { today: _today, ...inputs } = own
  const today = engine.ctx.clock.now().toISOString().slice(0, 10)
  expect(draft.text).toBe(composeLetter({ ...inputs, today }).text)
})
