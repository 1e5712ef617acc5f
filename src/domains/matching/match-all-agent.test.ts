import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { until } from '../../testing/until.ts'
import type { Posting } from '../postings/schema.ts'
import { matchAllAgent } from './match-all-agent.ts'
import { aPosting } from './testing/samples.ts'

let app: TestApp
let client: Client
let userId: string
let people = 0

beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  ;({ client, userId } = await app.tokenFor({ email: `all${++people}@example.test`, plan: 'pro' }))
})

async function finished(runId: string) {
  return until(async () => {
    const run = await client.agents.run.query({ id: runId })
    return run.finishedAt === null ? null : run
  }, 30_000)
}

async function matchAll(resumeId?: string) {
  const { runId } = await client.matches.startAll.mutate(resumeId ? { resumeId } : {})
  return finished(runId)
}

async function aReadResume(skills: string[], resumeId: string = randomUUID(), number = 1) {
  const versionId = randomUUID()
  const facts = ['Ilse Brandt', 'Welder', ...skills]
  const text = facts.join('\n')
  await asWorker(app.ctx.db, async (tx) => {
    if (number === 1) await tx.insertInto('resume').values({ id: resumeId, user_id: userId }).execute()
    await sql`
      insert into resume_version (id, user_id, resume_id, number, state, file_name, content_type, file_key, file_size, sha256,
        text, json_resume, in_language, parser_version, pages)
      values (${versionId}, ${userId}, ${resumeId}, ${number}, 'ready', 'cv.pdf', 'application/pdf', ${versionId}, 1, ${versionId},
        ${text}, '{}', 'en', 'test', 1)`.execute(tx)
    for (const [index, words] of facts.entries()) {
      const kind = index === 0 ? 'name' : index === 1 ? 'title' : 'skill'
      const path = index === 0 ? '/basics/name' : index === 1 ? '/work/0/position' : `/skills/${index}/name`
      const at = text.indexOf(words)
      await sql`
        insert into profile_fact (id, user_id, resume_version_id, number, kind, text, span_start, span_end, path, origin, state)
        values (${randomUUID()}, ${userId}, ${versionId}, ${index + 1}, ${kind}, ${words}, ${at}, ${at + words.length}, ${path},
          'resume', 'unconfirmed')`.execute(tx)
    }
  })
  return resumeId
}

interface Sketch {
  title?: string
  text?: string
  parts?: Partial<Posting>
  state?: Posting['title']
}

const shipyard = 'Requirements\n- TIG welding\n- Blueprint reading\n- Good spoken English'

async function postings(...sketches: Sketch[]): Promise<string[]> {
  return asWorker(app.ctx.db, async (tx) => {
    const ids: string[] = []
    for (const { title = 'Welder', text = shipyard, parts = {}, state = 'open' } of sketches) {
      const id = randomUUID()
      const hiringOrganization = { name: 'Hafenbau', sameAs: null, logo: null }
      const posting = aPosting({ title, descriptionText: text, hiringOrganization, ...parts })
      await sql`
        insert into posting (id, user_id, source, board, external_id, url, canonical_url, title, organization, title_key,
          organization_key, data, text, content_hash, state)
        values (${id}, ${userId}, 'text', null, ${id}, '', '', ${title}, 'Hafenbau', '', '', ${JSON.stringify(posting)},
          ${`${title}\n${text}`}, ${id}, ${state})`.execute(tx)
      ids.push(id)
    }
    return ids
  })
}

const many = (count: number): Sketch[] => Array.from({ length: count }, () => ({}))

async function listed() {
  const { items } = await client.matches.list.query({ limit: 100 })
  return items
}

async function countRows(table: 'match' | 'match_evidence' | 'requirement'): Promise<number> {
  return asWorker(app.ctx.db, async (tx) => {
    const { rows } = await sql<{ n: string }>`
      select count(*) as n from ${sql.table(table)} where user_id = ${userId}`.execute(tx)
    return Number(rows[0]?.n)
  })
}

describe('a run', () => {
  test('matches every open posting, says how it went, and leaves what single matches would', async () => {
    await aReadResume(['MIG and TIG welding'])
    const [first = ''] = await postings(
      {},
      { title: 'Piano tuner', text: 'Requirements\n- Piano tuning' },
      { text: 'Come and see us.' },
      { state: 'looks_closed' },
    )
    const run = await matchAll()
    expect(run.result).toMatchObject({ matched: 3, cantTell: 1, left: 0, nextRunId: null })
    const { strong, possible, weak, blocked, cantTell } = run.result ?? {}
    expect([strong, possible, weak, blocked, cantTell].reduce((sum: number, n) => sum + Number(n), 0)).toBe(3)
    expect(await listed()).toHaveLength(3)

    const [mine] = (await listed()).filter((match) => match.postingId === first)
    const before = await client.matches.get.query({ id: mine?.id ?? '' })
    const single = await finished((await client.matches.start.mutate({ postingId: first })).runId)
    expect(single.result?.['matchId']).toBe(before.id)
    expect(await client.matches.get.query({ id: before.id })).toEqual(before)
  })

  test('with nothing left to match says so', async () => {
    await aReadResume(['TIG welding'])
    await postings({}, {})
    await matchAll()
    const again = await matchAll()
    expect(again.result).toMatchObject({ matched: 0, left: 0 })
    expect(again.steps.at(-1)?.words).toBe('Everything is matched already')
  })

  test('tells of its progress, in at most ten events that count up to a hundred', async () => {
    await aReadResume(['TIG welding'])
    await postings(...many(25))
    const { events } = await matchAll()
    const told = events.filter((event) => event.type === 'progress')
    expect(told.length).toBeGreaterThan(4)
    expect(told.length).toBeLessThanOrEqual(10)
    const percents = told.map((event) => Number(event.data['percent']))
    expect(percents).toEqual(percents.toSorted((a, b) => a - b))
    expect(told[0]?.words).toMatch(/^3 of 25: (?:strong|possible|weak) fit — Welder, Hafenbau$/)
  })

  test('takes 200 at most, the likeliest first, and starts the next one by itself', async () => {
    await aReadResume(['TIG welding'])
    const others = many(203).map(() => ({ title: 'Piano tuner', text: 'Requirements\n- Piano tuning' }))
    const [welder = ''] = await postings({}, ...others)
    const first = await matchAll()
    expect(first.result).toMatchObject({ matched: 200, left: 4 })
    expect((await listed()).some((match) => match.postingId === welder)).toBe(true)
    const next = await finished(String(first.result?.['nextRunId']))
    expect(next.result).toMatchObject({ matched: 4, left: 0, nextRunId: null })
    expect(await countRows('match')).toBe(204)
  }, 60_000)

  test('needs a résumé that has been read', async () => {
    await expect(client.matches.startAll.mutate({})).rejects.toThrow('no résumé')
    await expect(client.matches.startAll.mutate({ resumeId: randomUUID() })).rejects.toThrow('no such résumé')
  })
})

describe('matched again are those', () => {
  test('of an older version of the résumé', async () => {
    const resumeId = await aReadResume(['TIG welding'])
    await postings({}, {})
    await matchAll()
    await aReadResume(['TIG welding', 'Blueprint reading'], resumeId, 2)
    expect((await matchAll(resumeId)).result).toMatchObject({ matched: 2 })
    expect(await listed()).toHaveLength(2)
  })

  test('whose facts were changed since, but not those whose facts were confirmed', async () => {
    const resumeId = await aReadResume(['TIG welding'])
    await postings({})
    await matchAll()
    await client.resumes.confirmFacts.mutate({ id: resumeId })
    expect((await matchAll()).result).toMatchObject({ matched: 0 })
    await client.resumes.addFact.mutate({ id: resumeId, kind: 'skill', text: 'Blueprint reading' })
    expect((await matchAll()).result).toMatchObject({ matched: 1 })
    expect((await listed())[0]?.missing).not.toContain('Blueprint reading')
  })

  test('made by other conditions of the person; going back finds the former match and what was hidden meanwhile', async () => {
    await aReadResume(['TIG welding', 'Blueprint reading', 'English'])
    await postings({ parts: { workplaceType: 'onsite' } })
    await matchAll()
    const [before] = await listed()
    const { id } = await client.targets.create.mutate({ sentence: 'Welder, remote' })
    expect((await matchAll()).result).toMatchObject({ matched: 1, blocked: 1 })
    const [blocked] = await listed()
    expect(blocked).toMatchObject({ verdict: 'blocked' })
    expect(blocked?.verdictWords).toContain('You look for remote work; this one is on site.')
    const { gates } = await client.matches.get.query({ id: blocked?.id ?? '' })
    expect(gates.filter((gate) => gate.own)).toMatchObject([{ kind: 'location', result: 'fail' }])

    await client.matches.hide.mutate({ id: blocked?.id ?? '' })
    await client.targets.update.mutate({ id, active: false })
    expect((await matchAll()).result).toMatchObject({ matched: 1, blocked: 0 })
    const hidden = await client.matches.list.query({ hidden: true })
    expect(hidden.items.map((match) => match.id)).toEqual([before?.id])

    await client.matches.unhide.mutate({ id: before?.id ?? '' })
    await client.targets.update.mutate({ id, active: true })
    await matchAll()
    expect((await listed()).map((match) => match.id)).toEqual([blocked?.id])
  })
})

test('a single match goes by the person’s targets as well', async () => {
  await aReadResume(['TIG welding'])
  const [postingId = ''] = await postings({ parts: { workplaceType: 'onsite' } })
  await client.targets.create.mutate({ sentence: 'Welder, remote' })
  const { result } = await finished((await client.matches.start.mutate({ postingId })).runId)
  expect(result).toMatchObject({ verdict: 'blocked' })
  expect((await matchAll()).result).toMatchObject({ matched: 0, left: 0 })
})

describe('what happens while a run works', () => {
  /** The step that matches: its work is done, then `meanwhile` happens, then it commits. */
  async function interrupted(resumeId: string, meanwhile: () => Promise<unknown>) {
    const step = matchAllAgent.steps.find(({ name }) => name === 'match')
    if (!step) throw new Error('the step has another name')
    const tools = {
      ctx: app.ctx,
      userId,
      runId: randomUUID(),
      input: { resumeId },
      outputs: {},
      signal: new AbortController().signal,
      log: app.ctx.log,
      progress: async () => {},
    }
    const work = await step.work(tools)
    await meanwhile()
    const { output } = await asWorker(app.ctx.db, (tx) => step.commit(tx, tools, work))
    // To the engine an output is any JSON.
    const { nextRunId, ...counts } = output as { nextRunId: string | null; matched: number; left: number }
    return { counts, next: nextRunId === null ? null : await finished(nextRunId) }
  }

  test('a posting that is removed is left out, and nothing fails', async () => {
    const resumeId = await aReadResume(['TIG welding'])
    const [, second = ''] = await postings(...many(3))
    const { counts, next } = await interrupted(resumeId, () => client.postings.remove.mutate({ id: second }))
    expect(counts).toMatchObject({ matched: 2, left: 0 })
    expect([next, await countRows('match')]).toEqual([null, 2])
  })

  test('when all are removed and another comes, that one is matched by the next run', async () => {
    const resumeId = await aReadResume(['TIG welding'])
    const [id = ''] = await postings({})
    const { counts, next } = await interrupted(resumeId, async () => {
      await client.postings.remove.mutate({ id })
      await postings({})
    })
    expect(counts).toMatchObject({ matched: 0, left: 1 })
    expect(next?.result).toMatchObject({ matched: 1, left: 0, nextRunId: null })
  })

  test.each<[string, (resumeId: string) => Promise<unknown>]>([
    ['a target', () => client.targets.create.mutate({ sentence: 'Welder, remote' })],
    ['a fact', (id) => client.resumes.addFact.mutate({ id, kind: 'skill', text: 'Blueprint reading' })],
    ['a version', (id) => aReadResume(['TIG welding', 'Blueprint reading'], id, 2)],
  ])('%s that comes makes it begin again, and nothing of yesterday is kept', async (_what, change) => {
    const resumeId = await aReadResume(['TIG welding'])
    await postings({}, {})
    const { counts, next } = await interrupted(resumeId, () => change(resumeId))
    expect(counts).toMatchObject({ matched: 0, left: 2 })
    expect(next?.result).toMatchObject({ matched: 2, left: 0 })
    expect(await countRows('match')).toBe(2)
  })

  test('a résumé that is removed ends it in words', async () => {
    const resumeId = await aReadResume(['TIG welding'])
    await postings({})
    const removal = () => client.resumes.remove.mutate({ id: resumeId })
    await expect(interrupted(resumeId, removal)).rejects.toThrow('no résumé to match with')
  })

  test('two more runs at once match everything once', async () => {
    await aReadResume(['TIG welding'])
    await postings(...many(12))
    const runs = await Promise.all([matchAll(), matchAll(), matchAll()])
    expect(runs.map((run) => run.state)).toEqual(['succeeded', 'succeeded', 'succeeded'])
    const rows = [await countRows('match'), await countRows('match_evidence'), await countRows('requirement')]
    expect(rows).toEqual([12, 36, 36])
  })
})

test('forty postings take less than two seconds', async () => {
  await aReadResume(['TIG welding'])
  const long = `${shipyard}\n${'You build hulls with a crew that knows its trade. '.repeat(60)}`
  await postings(...many(40).map((sketch) => ({ ...sketch, text: long })))
  const { startedAt, finishedAt, result } = await matchAll()
  expect(result).toMatchObject({ matched: 40 })
  // Generous: what else the machine does at the time is not ours to say.
  expect(Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')).toBeLessThan(6_000)
})
