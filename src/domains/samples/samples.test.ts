import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/app.ts'
import { ownOneOfEach, resultOf, uploadSample } from '../../testing/owned-things.ts'
import { until } from '../../testing/until.ts'
import { readActiveTargets } from '../scouting/read-active-targets.ts'
import { readResumeSample } from './read-sample-files.ts'

let app: TestApp
let people = 0

beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const aPerson = (): Promise<Person> => app.signIn(`sampler${++people}@example.org`)

/** Until everything that this person started is over: runs, archives, mails. */
async function atRest({ userId, client }: Person): Promise<void> {
  await until(async () => {
    const { runs } = await client.agents.runs.query({ limit: 100 })
    if (runs.some((run) => run.finishedAt === null)) return false
    const due = await asWorker(app.ctx.db, (tx) =>
      tx
        .selectFrom('job')
        .select('id')
        .where('user_id', '=', userId)
        .where('state', 'in', ['queued', 'running'])
        .where('run_at', '<=', sql<Date>`now()`)
        .execute(),
    )
    return due.length === 0
  }, 30_000)
}

async function withSamples(person: Person): Promise<Person> {
  const { runId } = await person.client.samples.add.mutate()
  await resultOf(person, runId)
  await atRest(person)
  return person
}

/** What a person's tables hold but for the record of what ran and who signed in. */
async function everything({ userId }: Person): Promise<Record<string, unknown[]>> {
  const record = new Set(['agent_run', 'agent_step', 'run_event', 'event_sequence', 'job', 'job_attempt'])
  return asWorker(app.ctx.db, async (tx) => {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'user_id' and table_name not like 'auth_%' order by 1`.execute(
      tx,
    )
    const held: Record<string, unknown[]> = {}
    for (const { name } of tables.rows.filter((table) => !record.has(table.name))) {
      const { rows } = await sql<{ row: unknown }>`
        select to_jsonb(t) as row from ${sql.table(name)} t where user_id = ${userId} order by to_jsonb(t)::text`.execute(
        tx,
      )
      held[name] = rows.map(({ row }) => row)
    }
    return held
  })
}

const filesOf = ({ userId }: Person): Promise<string[]> =>
  readdir(path.join(app.ctx.config.dataDir, 'files', userId)).catch(() => [])

async function allMatches({ client }: Person) {
  return (await client.matches.list.query({ limit: 100 })).items
}

const nothing = { present: false, resumeId: null, runId: null, postings: 0, matches: 0, drafts: 0, applications: 0, targets: 0 } // prettier-ignore

describe('adding', () => {
  let person: Person
  beforeAll(async () => {
    person = await withSamples(await aPerson())
  }, 60_000)

  test('reads the résumé: every job, study, skill and language, and what it says of permits', async () => {
    const { resumeId } = await person.client.samples.status.query()
    const { jsonResume, facts, state, isSample } = await person.client.resumes.get.query({
      id: String(resumeId),
    })
    expect({ state, isSample }).toEqual({ state: 'ready', isSample: true })
    expect(jsonResume.basics).toMatchObject({ name: 'Sam Example', label: 'Backend Engineer' })
    expect(jsonResume.work?.map((job) => [job.position, job.name, job.startDate, job.endDate])).toEqual([
      ['Senior Backend Engineer', 'Quillbridge Invoicing', '2021-03', undefined],
      ['Data Engineer', 'Fernhollow Retail Analytics', '2018-06', '2021-02'],
      ['Technical Support Specialist', 'Larkmoor Broadband', '2015-08', '2018-05'],
      ['Customer Service Assistant', 'Puffin & Pebble Outdoor Shop', '2013-07', '2015-07'],
    ])
    expect(jsonResume.education).toMatchObject([
      { institution: 'Corrib Evening College of Technology', area: 'Computer Science', endDate: '2018' },
    ])
    const values = (kind: string) => facts.filter((fact) => fact.kind === kind).map((fact) => fact.value)
    expect(values('language')).toEqual(['en:native', 'es:B2', 'de:A2'])
    expect(facts.filter((fact) => fact.kind === 'skill').length).toBeGreaterThan(20)
    expect(facts.filter((fact) => fact.kind === 'work_authorization')).toHaveLength(1)
  })

  test('comes to every kind of verdict, each where it was meant to be', async () => {
    const matches = await allMatches(person)
    const titled = (verdict: string) =>
      matches.filter((match) => match.verdict === verdict).map((match) => match.organization)
    expect(titled('strong')).toEqual(
      expect.arrayContaining([
        'Tidewhistle Ferries Software',
        'Bramblecote Harvest Data',
        'Oatmilk & Otters Grocery',
      ]),
    )
    expect(titled('strong').length).toBeLessThanOrEqual(8)
    expect(titled('possible').length).toBeGreaterThanOrEqual(5)
    expect(titled('weak').length).toBeGreaterThanOrEqual(15)
    expect(titled('blocked')).toEqual(
      expect.arrayContaining(['Penny Larch Mortgages', 'Deichlicht Energiedaten GmbH', 'Praxis Isarkiesel']),
    )
    expect(titled('blocked').length).toBeLessThanOrEqual(12)
    expect(titled('cant_tell')).toEqual(['Night Bus Library'])
  })

  test('marks all of it, and says what is closed, cut short or there twice', async () => {
    const { items } = await person.client.postings.list.query({ limit: 100 })
    expect(items.length).toBeGreaterThan(35)
    expect(items.every((posting) => posting.isSample)).toBe(true)
    const noticed = (notice: string) =>
      items
        .filter((posting) => posting.notices.some((each) => each === notice))
        .map(({ organization }) => organization)
    expect(noticed('looks_closed')).toEqual(["Giant's Ladder Analytics"])
    expect(noticed('snippet_only')).toEqual(['Hollow Reed Systems'])
    expect(noticed('possible_duplicate')).toEqual(['Gannet & Gull Recruitment'])
    const { items: resumes } = await person.client.resumes.list.query({})
    expect(resumes.map((resume) => resume.isSample)).toEqual([true])
    const original = await person.client.postings.snapshot.query({ id: items[0]?.id ?? '' })
    expect(original.text).toContain(`title: ${items[0]?.title}`)
  })

  test('says what Sam looks for', async () => {
    const { items } = await person.client.targets.list.query()
    expect(items).toMatchObject([{ isSample: true, active: true, understood: { unread: [] } }])
  })

  test('counts what is there', async () => {
    const { items } = await person.client.postings.list.query({ limit: 100 })
    expect(await person.client.samples.status.query()).toMatchObject({
      present: true,
      runId: null,
      postings: items.length,
      matches: (await allMatches(person)).length,
      targets: 1,
    })
  })

  test('again adds nothing', async () => {
    const before = await everything(person)
    await withSamples(person)
    expect(await everything(person)).toEqual(before)
    expect(await filesOf(person)).toHaveLength(1)
  }, 30_000)

  test('again brings back what the person removed', async () => {
    const titles = async () =>
      (await person.client.postings.list.query({ limit: 100 })).items.map(({ title }) => title).toSorted()
    // Two of them have the same title on purpose.
    const before = await titles()
    const { items } = await person.client.postings.list.query({ limit: 1 })
    await person.client.postings.remove.mutate({ id: items[0]?.id ?? '' })
    expect(await titles()).toHaveLength(before.length - 1)
    await withSamples(person)
    expect(await titles()).toEqual(before)
  }, 30_000)
})

test('two clicks at once are one run, and everything is there once', async () => {
  const person = await aPerson()
  const started = await Promise.all([1, 2, 3, 4].map(() => person.client.samples.add.mutate()))
  expect(new Set(started.map(({ runId }) => runId)).size).toBe(1)
  expect((await person.client.samples.status.query()).runId).toBe(started[0]?.runId)
  await atRest(person)
  const { items } = await person.client.postings.list.query({ limit: 100 })
  expect(new Set(items.map(({ organization }) => organization)).size).toBe(items.length)
  expect((await person.client.resumes.list.query({})).items).toHaveLength(1)
}, 30_000)

describe('removing', () => {
  test('leaves what there was before, to the byte, also where it touches the samples', async () => {
    const person = await aPerson()
    const { client } = person
    const own = await ownOneOfEach(person)
    await atRest(person)
    const before = await everything(person)
    const ownFiles = await filesOf(person)
    await withSamples(person)

    const samples = await client.samples.status.query()
    const matches = await allMatches(person)
    const best = matches.find((match) => match.resumeId === samples.resumeId)
    const forSample = await client.drafts.compose.mutate({ matchId: best?.id ?? '' })
    await resultOf(person, forSample.runId)
    // The sample résumé for an own posting, the own résumé for a sample posting.
    const crossed = await client.matches.start.mutate({
      postingId: own.posting,
      resumeId: String(samples.resumeId),
    })
    const { matchId } = await resultOf(person, crossed.runId)
    const fromSample = await client.drafts.compose.mutate({ matchId: String(matchId) })
    await resultOf(person, fromSample.runId)
    const other = await client.matches.start.mutate({
      postingId: best?.postingId ?? '',
      resumeId: own.resume,
    })
    await resultOf(person, other.runId)
    await client.applications.create.mutate({ postingId: best?.postingId ?? '', stage: 'applied' })

    const status = await client.samples.status.query()
    expect(status).toEqual({ ...samples, matches: samples.matches + 2, drafts: 2, applications: 1 })
    const { present: _present, resumeId: _resume, runId: _run, ...counts } = status
    expect(await client.samples.remove.mutate()).toEqual({ ...counts, resumes: 1 })
    expect(await everything(person)).toEqual(before)
    expect(await client.samples.status.query()).toEqual(nothing)
    await until(async () => (await filesOf(person)).length === ownFiles.length)
    expect(await filesOf(person)).toEqual(ownFiles)
  }, 60_000)

  test('where there is nothing removes nothing', async () => {
    const person = await aPerson()
    await ownOneOfEach(person)
    const before = await everything(person)
    expect(await person.client.samples.remove.mutate()).toEqual({
      resumes: 0,
      postings: 0,
      matches: 0,
      drafts: 0,
      applications: 0,
      targets: 0,
    })
    expect(await everything(person)).toEqual(before)
  }, 30_000)

  test.each([0, 40, 120, 250, 400, 550, 700, 900, 1_200])(
    'while they are being added, after %i ms, cancels that and leaves nothing',
    async (ms) => {
      const person = await aPerson()
      const before = await everything(person)
      await person.client.samples.add.mutate()
      await delay(ms)
      await person.client.samples.remove.mutate()
      await atRest(person)
      expect(await everything(person)).toEqual(before)
      const { runs } = await person.client.agents.runs.query({ limit: 100 })
      expect(runs.filter((run) => run.state === 'failed').map((run) => run.words)).toEqual([])
    },
    30_000,
  )

  test('while the agents are paused leaves nothing to wait for', async () => {
    const person = await aPerson()
    const before = await everything(person)
    await person.client.agents.pause.mutate({})
    await person.client.samples.add.mutate()
    await person.client.samples.remove.mutate()
    await person.client.agents.resume.mutate()
    await atRest(person)
    expect(await everything(person)).toEqual(before)
  }, 30_000)

  test('and adding again starts afresh', async () => {
    const person = await withSamples(await aPerson())
    const { postings, matches } = await person.client.samples.status.query()
    await person.client.samples.remove.mutate()
    await withSamples(person)
    expect(await person.client.samples.status.query()).toMatchObject({ present: true, postings, matches })
  }, 60_000)
})

describe('the person’s own', () => {
  test('résumé goes before the sample one where none is named', async () => {
    const person = await aPerson()
    const own = await uploadSample(person)
    await resultOf(person, own.runId)
    await withSamples(person)
    const [posting] = (await person.client.postings.list.query({ limit: 1 })).items
    const { runId } = await person.client.matches.start.mutate({ postingId: posting?.id ?? '' })
    const { matchId } = await resultOf(person, runId)
    const match = await person.client.matches.get.query({ id: String(matchId) })
    expect(match.resumeId).toBe(own.resumeId)
  }, 30_000)

  test('upload never becomes part of the sample résumé', async () => {
    const person = await withSamples(await aPerson())
    const { resumeId } = await person.client.samples.status.query()
    const { fileName, bytes } = await readResumeSample()
    const refused = await person.upload(fileName, bytes, `?resumeId=${resumeId}`)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('sample résumé')
    // An upload is a plain request, whose answer has no type.
    const kept = (await (await person.upload(fileName, bytes)).json()) as {
      resumeId: string
      existing: boolean
    }
    expect(kept).toMatchObject({ existing: false })
    expect(kept.resumeId).not.toBe(resumeId)
    await atRest(person)
    await person.client.samples.remove.mutate()
    expect((await person.client.resumes.list.query({})).items.map(({ id }) => id)).toEqual([kept.resumeId])
  }, 30_000)

  test('posting that says the same as a sample is no duplicate of it', async () => {
    const person = await withSamples(await aPerson())
    const [sample] = (await person.client.postings.list.query({ limit: 1, search: 'Tidewhistle' })).items
    const { text, posting } = await person.client.postings.get.query({ id: sample?.id ?? '' })
    const { runId } = await person.client.postings.captureText.mutate({
      text,
      title: posting.title,
      organization: posting.hiringOrganization.name,
    })
    expect(await resultOf(person, runId)).toMatchObject({ existing: false, duplicateOf: null, notices: [] })
  }, 30_000)

  test('target goes before the sample one, which counts for the sample résumé only', async () => {
    const person = await withSamples(await aPerson())
    const active = (forSample: boolean) =>
      asUser(app.ctx.db, person.userId, async (tx) => {
        const targets = await readActiveTargets(tx, person.userId, { forSample })
        return targets.map((target) => target.isSample)
      })
    expect([await active(true), await active(false)]).toEqual([[true], []])
    const own = await person.client.targets.create.mutate({ sentence: 'Nurse in Leeds' })
    expect([await active(true), await active(false)]).toEqual([[false], [false]])
    await person.client.targets.remove.mutate({ id: own.id })
    const [sample] = (await person.client.targets.list.query()).items
    await person.client.targets.update.mutate({ id: sample?.id ?? '', sentence: 'Data engineer, remote' })
    await person.client.samples.remove.mutate()
    const left = (await person.client.targets.list.query()).items
    expect(left.map(({ sentence, isSample }) => ({ sentence, isSample }))).toEqual([
      { sentence: 'Data engineer, remote', isSample: false },
    ])
  }, 30_000)

  test('samples are nobody else’s', async () => {
    const [person, other] = [await withSamples(await aPerson()), await aPerson()]
    expect(await other.client.samples.status.query()).toEqual(nothing)
    await other.client.samples.remove.mutate()
    expect((await person.client.samples.status.query()).present).toBe(true)
  }, 30_000)
})
