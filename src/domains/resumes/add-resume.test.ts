import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import { listFiles } from '../../platform/storage/list-files.ts'
import { spool } from '../../platform/storage/spooled-file.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { docxLayouts, pdfLayouts, type SampleResume } from '../../testing/resume-files.ts'
import { sampleResumes } from '../../testing/sample-resumes.ts'
import { until } from '../../testing/until.ts'
import { addResume, type AddedResume } from './add-resume.ts'
import { eraseUserData } from './erase-user-data.ts'
import { exportUserData } from './export-user-data.ts'
import { readResume } from './read-resume.ts'

let app: TestApp
let client: Client
let userId: string
let files: Uint8Array[]
let people = 0

const nurse = (): SampleResume => {
  const [person] = sampleResumes
  if (!person) throw new Error('no sample résumé')
  return person
}

beforeAll(async () => {
  app = await createTestApp()
  const render = pdfLayouts['one column, dates at the right']
  const shorter = { ...nurse(), skills: ['Wound care', 'Phlebotomy'] }
  files = [await render(nurse()), await render(shorter)]
})
afterAll(() => app.close())
beforeEach(async () => {
  ;({ client, userId } = await app.tokenFor({ email: `resume${++people}@example.test`, plan: 'pro' }))
})

async function add(
  bytes: Uint8Array,
  fileName = 'cv.pdf',
  resumeId: string | null = null,
  ctx: Parameters<typeof addResume>[0] = app.ctx,
): Promise<AddedResume> {
  const file = await spool([bytes])
  try {
    return await addResume(ctx, { userId, fileName, file, resumeId })
  } finally {
    await file.close()
  }
}

/** It can be read, and is none. */
const noResume = () =>
  docxLayouts['headings and tabs']({
    ...nurse(),
    name: '',
    headline: '',
    jobs: [],
    studies: [],
    skills: [],
    languages: [],
    summary: '',
    email: '',
    phone: '',
    place: '',
  })

async function ended({ runId }: AddedResume) {
  if (!runId) throw new Error('nothing was started')
  return until(async () => {
    const run = await client.agents.run.query({ id: runId })
    return run.state === 'succeeded' || run.state === 'failed' ? run : null
  }, 20_000)
}

async function ready(bytes = files[0] ?? new Uint8Array(), resumeId: string | null = null) {
  const added = await add(bytes, 'cv.pdf', resumeId)
  expect((await ended(added)).words).toBe('Done')
  return client.resumes.get.query({ id: added.resumeId })
}

const words = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: Error) => error.message,
  )

describe('adding a file', () => {
  test('gives text, facts that equal their slices, and the JSON Resume they say', async () => {
    const resume = await ready()
    expect(resume.state).toBe('ready')
    expect(resume.jsonResume.basics?.name).toBe(nurse().name)
    expect(resume.jsonResume.work?.map((job) => job.name)).toEqual(nurse().jobs.map((job) => job.employer))
    expect(resume.facts.length).toBeGreaterThan(20)
    for (const fact of resume.facts) {
      expect(fact.span && resume.text.slice(...fact.span)).toBe(fact.text)
      expect(fact).toMatchObject({ state: 'unconfirmed', origin: 'resume' })
    }
    const { items } = await client.resumes.list.query({})
    expect(items).toMatchObject([
      { id: resume.id, fileName: 'cv.pdf', state: 'ready', factCount: resume.facts.length },
    ])
  })

  test('the very same file again is recognised and not read twice', async () => {
    const first = await ready()
    expect(await add(files[0] ?? new Uint8Array(), 'other-name.pdf')).toEqual({
      resumeId: first.id,
      runId: null,
      existing: true,
    })
    expect((await client.resumes.list.query({})).items).toHaveLength(1)
  })

  test('two uploads of one file at once become one résumé', async () => {
    const bytes = files[1] ?? new Uint8Array()
    const added = await Promise.all([add(bytes), add(bytes), add(bytes)])
    expect(new Set(added.map((each) => each.resumeId)).size).toBe(1)
    expect(added.filter((each) => !each.existing)).toHaveLength(1)
    for (const each of added) if (each.runId) await ended(each)
  })

  test('what is no résumé at all is refused at once and leaves nothing', async () => {
    await expect(add(new TextEncoder().encode('hello'), 'cv.txt')).rejects.toMatchObject({
      code: 'resume_unsupported_type',
    })
    await expect(add(new Uint8Array())).rejects.toMatchObject({ code: 'resume_empty' })
    expect((await client.resumes.list.query({})).items).toEqual([])
  })

  test('a file that can’t be read is refused at once and leaves nothing', async () => {
    const damaged = add(new TextEncoder().encode('%PDF-1.4\nnot really'))
    await expect(damaged).rejects.toMatchObject({
      code: 'resume_corrupt',
      userMessage: expect.stringContaining('damaged'),
    })
    expect((await client.resumes.list.query({})).items).toEqual([])
    expect(await listFiles(app.ctx.storage, userId)).toEqual([])
  })

  test('a file that turns out to be no résumé fails in words, without an invented person', async () => {
    const bytes = await noResume()
    const added = await add(bytes, 'none.docx')
    const run = await ended(added)
    expect(run.state).toBe('failed')
    expect(run.words).toMatch(/nothing in it reads like a résumé/)
    const resume = await client.resumes.get.query({ id: added.resumeId })
    expect(resume).toMatchObject({
      state: 'failed',
      error: { code: 'resume_not_a_resume' },
      facts: [],
      jsonResume: {},
    })
    expect(await asUser(app.ctx.db, userId, (tx) => readResume(tx, userId, added.resumeId))).toBeNull()
    // The same bytes may be tried again.
    expect((await add(bytes, 'none.docx')).existing).toBe(false)
  })
})

describe('a person’s changes', () => {
  test('are kept, undoable, logged, and move the JSON Resume', async () => {
    const resume = await ready()
    const employer = resume.facts.find((fact) => fact.kind === 'employer')
    const skill = resume.facts.find((fact) => fact.kind === 'skill')
    if (!employer || !skill) throw new Error('facts are missing')

    const edited = await client.resumes.editFact.mutate({
      id: employer.id,
      text: 'Harrowgate  Hospital Trust',
    })
    expect(edited).toMatchObject({
      text: 'Harrowgate Hospital Trust',
      span: null,
      origin: 'person',
      state: 'confirmed',
    })
    await client.resumes.removeFact.mutate({ id: skill.id })
    const added = await client.resumes.addFact.mutate({
      id: resume.id,
      kind: 'language',
      text: 'French (B1)',
    })
    expect(added).toMatchObject({ value: 'fr:B1', origin: 'person', span: null, state: 'confirmed' })

    const now = await client.resumes.get.query({ id: resume.id })
    expect(now.jsonResume.work?.[0]?.name).toBe('Harrowgate Hospital Trust')
    expect(now.jsonResume.skills?.map((each) => each.name)).not.toContain(skill.text)
    expect(now.jsonResume.languages?.at(-1)).toEqual({ language: 'French', fluency: 'B1' })

    const back = await client.resumes.editFact.mutate({ id: employer.id, text: employer.text })
    expect(back).toMatchObject({ span: employer.span, origin: 'resume' })
    expect(await client.resumes.restoreFact.mutate({ id: skill.id })).toMatchObject({ state: 'unconfirmed' })

    const log = await asUser(app.ctx.db, userId, (tx) =>
      tx
        .selectFrom('fact_change')
        .select(['action', 'before', 'after'])
        .where('user_id', '=', userId)
        .orderBy('changed_at')
        .execute(),
    )
    expect(log.map((change) => change.action)).toEqual(['edited', 'removed', 'added', 'edited', 'restored'])
    expect(log[0]?.before).toMatchObject({ text: employer.text, span: employer.span })
  })

  test('the log can’t be rewritten', async () => {
    const resume = await ready()
    await client.resumes.confirmFacts.mutate({ id: resume.id })
    const rewrite = asUser(app.ctx.db, userId, (tx) =>
      tx.updateTable('fact_change').set({ action: 'added' }).where('user_id', '=', userId).execute(),
    )
    await expect(rewrite).rejects.toThrow(/permission denied/)
  })

  test('confirming counts each fact once', async () => {
    const resume = await ready()
    const [first] = resume.facts
    if (!first) throw new Error('no fact')
    expect(await client.resumes.confirmFacts.mutate({ id: resume.id, factIds: [first.id] })).toEqual({
      confirmed: 1,
    })
    const { items } = await client.resumes.list.query({})
    expect(items).toMatchObject([{ factCount: resume.facts.length, confirmedCount: 1 }])
    expect(await client.resumes.confirmFacts.mutate({ id: resume.id })).toEqual({
      confirmed: resume.facts.length - 1,
    })
    expect(await client.resumes.confirmFacts.mutate({ id: resume.id })).toEqual({ confirmed: 0 })
  })

  test('a fact joins the entry it is said of, and no entry that isn’t there', async () => {
    const resume = await ready()
    const joined = await client.resumes.addFact.mutate({
      id: resume.id,
      kind: 'highlight',
      text: 'Ran the winter rota.',
      entry: '/work/1',
    })
    expect(joined.path).toBe(`/work/1/highlights/${nurse().jobs[1]?.highlights.length}`)
    const elsewhere = client.resumes.addFact.mutate({
      id: resume.id,
      kind: 'highlight',
      text: 'x',
      entry: '/work/9',
    })
    expect(await words(elsewhere)).toMatch(/does not exist/)
    const long = client.resumes.addFact.mutate({ id: resume.id, kind: 'skill', text: 'x'.repeat(301) })
    expect(await words(long)).toMatch(/300 characters/)
  })
})

describe('versions', () => {
  test('a new file of a résumé keeps the old one and what the person had said', async () => {
    const first = await ready()
    await client.resumes.confirmFacts.mutate({ id: first.id })
    await client.resumes.addFact.mutate({ id: first.id, kind: 'skill', text: 'Rota planning' })
    const second = await ready(files[1], first.id)
    expect(second.id).toBe(first.id)
    const { items } = await client.resumes.versions.query({ id: first.id })
    expect(items.map((version) => [version.number, version.state])).toEqual([
      [2, 'ready'],
      [1, 'ready'],
    ])
    const skills = second.facts.filter((fact) => fact.kind === 'skill').map((fact) => [fact.text, fact.state])
    expect(skills).toEqual([
      ['Wound care', 'confirmed'],
      ['Phlebotomy', 'unconfirmed'],
      ['Rota planning', 'confirmed'],
    ])
    const old = await client.resumes.get.query({ id: first.id, versionId: items[1]?.id ?? '' })
    expect(old.text).toBe(first.text)
  })

  test('a version that fails leaves the one before in use', async () => {
    const first = await ready()
    await ended(await add(await noResume(), 'new.docx', first.id))
    const now = await client.resumes.get.query({ id: first.id })
    expect(now).toMatchObject({ state: 'failed', text: first.text })
    const read = await asUser(app.ctx.db, userId, (tx) => readResume(tx, userId))
    expect(read).toMatchObject({ resumeId: first.id, text: first.text })
  })
})

describe('when the database answers with an error', () => {
  const bytes = () => files[0] ?? new Uint8Array()
  const fileKeys = () =>
    asUser(app.ctx.db, userId, (tx) => tx.selectFrom('resume_version').select('file_key').execute())

  test('after the rows were committed, the file they name stays', async () => {
    const ring = () => {
      throw new Error('connection lost after COMMIT')
    }
    const ctx = { ...app.ctx, events: { ...app.ctx.events, ring } }
    await expect(add(bytes(), 'cv.pdf', null, ctx)).rejects.toThrow('COMMIT')
    const [version] = await fileKeys()
    expect(await app.ctx.storage.get(version?.file_key ?? '')).not.toBeNull()
  })

  test('before that, no file is left behind', async () => {
    const keys: string[] = []
    const { storage } = app.ctx
    const put: typeof storage.put = (key, ...rest) => {
      keys.push(key)
      return storage.put(key, ...rest)
    }
    const enqueue = () => Promise.reject(new Error('connection lost'))
    const ctx = {
      ...app.ctx,
      jobs: { ...app.ctx.jobs, enqueue },
      storage: { ...storage, put },
    }
    await expect(add(bytes(), 'cv.pdf', null, ctx)).rejects.toThrow('lost')
    expect(await fileKeys()).toEqual([])
    expect(keys).toHaveLength(1)
    expect(await storage.get(keys[0] ?? '')).toBeNull()
  })
})

describe('leaving', () => {
  test('export holds every table, removal and erasure take rows and files', async () => {
    const resume = await ready()
    await client.resumes.confirmFacts.mutate({ id: resume.id })
    const data = await asWorker(app.ctx.db, (tx) => exportUserData(tx, userId))
    expect(Object.keys(data).toSorted()).toEqual(['fact_change', 'profile_fact', 'resume', 'resume_version'])
    expect(data['profile_fact']).toHaveLength(resume.facts.length)
    const [version] = await asUser(app.ctx.db, userId, (tx) =>
      tx.selectFrom('resume_version').select('file_key').execute(),
    )
    const key = version?.file_key ?? ''
    expect(await app.ctx.storage.get(key)).not.toBeNull()
    await client.resumes.remove.mutate({ id: resume.id })
    await until(async () => ((await app.ctx.storage.get(key)) === null ? true : null))
    expect(await words(client.resumes.get.query({ id: resume.id }))).toMatch(/no such résumé/)

    await ready()
    await asWorker(app.ctx.db, (tx) => eraseUserData(tx, userId))
    const left = await asWorker(app.ctx.db, (tx) => exportUserData(tx, userId))
    expect(Object.values(left).flat()).toEqual([])
  })
})
