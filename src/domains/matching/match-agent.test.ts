import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { until } from '../../testing/until.ts'
import type { FactKind } from '../resumes/schema.ts'
import { eraseUserData } from './erase-user-data.ts'
import { exportUserData } from './export-user-data.ts'
import { readMatch } from './read-match.ts'

let app: TestApp
let client: Client
let userId: string
let people = 0

beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  ;({ client, userId } = await app.tokenFor({ email: `matcher${++people}@example.test`, plan: 'pro' }))
})

async function finished({ runId }: { runId: string }) {
  return until(async () => {
    const run = await client.agents.run.query({ id: runId })
    return run.state === 'succeeded' || run.state === 'failed' ? run : null
  })
}

/** A résumé that has been read: its text is its facts, line by line. */
async function aReadResume(facts: [FactKind, string, string][], resumeId = randomUUID(), number = 1) {
  const versionId = randomUUID()
  const text = facts.map(([, words]) => words).join('\n')
  const row = { user_id: userId, resume_version_id: versionId, value: null, origin: 'resume' as const }
  await asWorker(app.ctx.db, async (tx) => {
    if (number === 1) await tx.insertInto('resume').values({ id: resumeId, user_id: userId }).execute()
    const file = {
      file_name: 'cv.pdf',
      content_type: 'application/pdf',
      file_key: versionId,
      file_size: 1,
      sha256: versionId,
    }
    const read = {
      text,
      json_resume: '{}',
      in_language: 'en',
      parser_version: 'test',
      pages: 1,
      run_id: null,
      error_code: null,
      error_words: null,
    }
    await tx
      .insertInto('resume_version')
      .values({
        id: versionId,
        user_id: userId,
        resume_id: resumeId,
        number,
        state: 'ready',
        ...file,
        ...read,
      })
      .execute()
    for (const [index, [kind, words, path]] of facts.entries()) {
      const at = text.indexOf(words)
      const span = { span_start: at, span_end: at + words.length }
      await tx
        .insertInto('profile_fact')
        .values({ id: randomUUID(), number: index + 1, kind, text: words, path, ...span, ...row })
        .execute()
    }
  })
  return { resumeId, versionId }
}

const welder: [FactKind, string, string][] = [
  ['name', 'Ilse Brandt', '/basics/name'],
  ['title', 'Welder', '/work/0/position'],
  ['employer', 'Nordwerft', '/work/0/name'],
  ['skill', 'MIG and TIG welding', '/skills/0/name'],
  ['language', 'English', '/languages/0/language'],
]
const shipyard =
  'Requirements\n- TIG welding\n- Blueprint reading\n- Good spoken English\nNice to have\n- Crane operation'

async function aPosting(text: string, title = 'Welder') {
  const run = await finished(
    await client.postings.createByHand.mutate({ title, organization: 'Hafenbau', text }),
  )
  return String(run.result?.['postingId'])
}

async function matched(postingId: string, resumeId?: string) {
  const run = await finished(
    await client.matches.start.mutate({ postingId, ...(resumeId ? { resumeId } : {}) }),
  )
  expect(run.state).toBe('succeeded')
  return String(run.result?.['matchId'])
}

describe('a match', () => {
  test('keeps requirements, classes and the facts behind them', async () => {
    await aReadResume(welder)
    const postingId = await aPosting(shipyard)
    const match = await client.matches.get.query({ id: await matched(postingId) })
    expect(match).toMatchObject({ postingId, title: 'Welder', organization: 'Hafenbau', hidden: false })
    for (const { span, text } of match.requirements) expect(match.postingText.slice(...span)).toBe(text)
    const classes = match.evidence.map((entry) => entry.class)
    expect(match.requirements.map(({ text }, index) => [text, classes[index]])).toEqual([
      ['TIG welding', 'met'],
      ['Blueprint reading', 'missing'],
      ['Good spoken English', 'partly'],
      ['Crane operation', 'missing'],
    ])
    expect(match.facts.map((fact) => fact.text).toSorted()).toEqual([
      'English',
      'MIG and TIG welding',
      'Welder',
    ])
  })

  test('again on the same sources is the same match, with nothing doubled', async () => {
    await aReadResume(welder)
    const postingId = await aPosting(shipyard)
    const first = await matched(postingId)
    const before = await client.matches.get.query({ id: first })
    expect(await matched(postingId)).toBe(first)
    expect(await client.matches.get.query({ id: first })).toEqual(before)
    expect((await client.matches.list.query({})).items).toHaveLength(1)
  })

  test('with a newer version of the résumé takes the older one’s place, and stays hidden when that was', async () => {
    const { resumeId } = await aReadResume(welder)
    const postingId = await aPosting(shipyard)
    const first = await matched(postingId)
    await client.matches.hide.mutate({ id: first })
    await aReadResume([...welder, ['skill', 'Blueprint reading', '/skills/1/name']], resumeId, 2)
    const second = await matched(postingId, resumeId)
    expect(second).not.toBe(first)
    expect((await client.matches.list.query({})).items).toEqual([])
    expect((await client.matches.list.query({ hidden: true })).items.map((item) => item.id)).toEqual([second])
  })

  test('where nothing is asked is said, not scored', async () => {
    await aReadResume(welder)
    const match = await client.matches.get.query({
      id: await matched(await aPosting('Come and see us at the harbour.')),
    })
    expect(match).toMatchObject({ score: null, verdict: 'cant_tell', requirements: [], evidence: [] })
  })

  test('is what higher domains read', async () => {
    const { resumeId, versionId } = await aReadResume(welder)
    const postingId = await aPosting(shipyard)
    const id = await matched(postingId)
    const read = await asUser(app.ctx.db, userId, (tx) => readMatch(tx, userId, id))
    const shown = await client.matches.get.query({ id })
    expect(read).toMatchObject({ id, resumeId, versionId, postingId, requirements: shown.requirements })
    expect(read?.result).toMatchObject({ score: shown.score, evidence: shown.evidence, gates: shown.gates })
  })
})

describe('what cannot be matched', () => {
  test('no résumé, no posting: words that say what to do', async () => {
    const postingId = await aPosting(shipyard)
    await expect(client.matches.start.mutate({ postingId })).rejects.toThrow('no résumé')
    await aReadResume(welder)
    await expect(client.matches.start.mutate({ postingId: randomUUID() })).rejects.toThrow('no such posting')
  })

  test('somebody else’s match is not there', async () => {
    await aReadResume(welder)
    const id = await matched(await aPosting(shipyard))
    const { client: other } = await app.tokenFor({ email: 'onlooker@example.test' })
    await expect(other.matches.get.query({ id })).rejects.toThrow('no such match')
    await expect(other.matches.hide.mutate({ id })).rejects.toThrow('no such match')
    expect((await other.matches.list.query({})).items).toEqual([])
  })
})

describe('the list', () => {
  test('pages through every match once, best first, and filters', async () => {
    await aReadResume(welder)
    for (const text of [
      shipyard,
      'Requirements\n- TIG welding',
      'Requirements\n- Piano tuning',
      'Come and see us.',
    ])
      await matched(await aPosting(text))
    const seen: { id: string; score: number | null; verdict: string }[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<Client['matches']['list']['query']>> = await client.matches.list.query({
        limit: 1,
        cursor,
      })
      seen.push(...page.items)
      cursor = page.nextCursor
    } while (cursor)
    const ranks = seen.map((item) => item.score ?? -1)
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a))
    expect(new Set(seen.map((item) => item.id)).size).toBe(4)
    const untold = await client.matches.list.query({ verdict: 'cant_tell' })
    expect(untold.items.map((item) => item.score)).toEqual([null])
  })

  test('leaves out what is hidden until it is shown again', async () => {
    await aReadResume(welder)
    const id = await matched(await aPosting(shipyard))
    await client.matches.hide.mutate({ id })
    expect((await client.matches.list.query({})).items).toEqual([])
    await client.matches.unhide.mutate({ id })
    expect((await client.matches.list.query({})).items.map((item) => item.id)).toEqual([id])
  })

  test('a cursor that nobody gave out is refused', async () => {
    await expect(client.matches.list.query({ cursor: 'x' })).rejects.toThrow('nextCursor')
  })
})

test('export holds every row of the person, erasure leaves none', async () => {
  await aReadResume(welder)
  await matched(await aPosting(shipyard))
  const rows = () => asWorker(app.ctx.db, (tx) => exportUserData(tx, userId))
  const counted = (data: Record<string, unknown[]>) =>
    Object.fromEntries(Object.entries(data).map(([table, list]) => [table, list.length]))
  expect(counted(await rows())).toEqual({ requirement: 4, match: 1, match_evidence: 4 })
  await asWorker(app.ctx.db, (tx) => eraseUserData(tx, userId))
  expect(counted(await rows())).toEqual({ requirement: 0, match: 0, match_evidence: 0 })
})
