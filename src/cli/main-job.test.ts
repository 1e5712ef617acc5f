import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FACT_MAX_LENGTH } from '../domains/resumes/schema.ts'
import { createTestApp, type TestApp } from '../testing/app.ts'
import type { Connection } from './connection.ts'
import { runMatch, type MatchReport } from './match.ts'

const fixtures = process.env['FIXTURES_DIR']
const at = (name: string) => path.join(fixtures ?? '', name)

/** One posting of each source whose payload holds a description. */
const postings = [
  'adzuna/search.json',
  'arbeitnow/page1.json',
  'ashby/ramp.compensation.json',
  'greenhouse/amplitude.jobs.content-true.json',
  'hackernews/search_by_date.comments.json',
  'himalayas/jobs.json',
  'jobicy/remote-jobs.json',
  'json-resume/sample.job.json',
  'jsonld/meridian.simple.html',
  'jsonld/malformed.trailing-comma-and-newline.html',
  'lever/idealistconsulting.json',
  'personio/docs-shape.synthetic.xml',
  'recruitee/aikidosecurity.offers.json',
  'remoteok/api.json',
  'remotive/remote-jobs.json',
  'smartrecruiters/automationanywhere.detail.json',
  'teamtailor/jobs.synthetic.rss',
  'usajobs/search.json',
  'weworkremotely/feed.rss',
  'workable/vasion.widget.details.json',
]
const resumes = [
  'resumes/rendercv-classic.pdf',
  'resumes/rendercv-sb2nov.pdf',
  'resumes/reactive-resume-onyx.pdf',
  'resumes/scorelia-sample.pdf',
  'resumes/scorelia-sample.docx',
  'resumes/tiny-johndoe.docx',
]

let app: TestApp
let connection: Connection
beforeAll(async () => {
  app = await createTestApp()
  const { token, client } = await app.tokenFor({ email: 'sweep@example.org' })
  connection = {
    client,
    fetch: (address, init) =>
      app.fetch(address, { ...init, headers: { ...init?.headers, authorization: `Bearer ${token}` } }),
    close: () => Promise.resolve(),
  }
})
afterAll(() => app.close())

const run = (resume: string, posting: string) =>
  runMatch(connection, { resume: at(resume), posting: at(posting) }, () => undefined)

/** What the main job promises of every report, whatever went in. */
function expectHonest(report: MatchReport): void {
  const { resume, posting, match, draft } = report
  const factIds = new Set(resume.facts.map((fact) => fact.id))
  expect(resume.facts.length).toBeGreaterThan(0)
  for (const fact of resume.facts) {
    expect(fact.text.length).toBeLessThanOrEqual(FACT_MAX_LENGTH)
    expect(fact.span && resume.text.slice(...fact.span)).toBe(fact.text)
  }
  for (const requirement of posting.requirements) {
    expect(posting.text.slice(...requirement.span)).toBe(requirement.text)
  }
  const credited = match.evidence.filter(({ class: found }) => ['met', 'partly', 'adjacent'].includes(found))
  for (const item of credited) expect(item.factIds.length, item.reason).toBeGreaterThan(0)
  for (const id of match.evidence.flatMap((item) => item.factIds)) expect(factIds.has(id)).toBe(true)
  expect(match.evidence.length).toBe(posting.requirements.length)
  expect(match.score === null).toBe(match.verdict === 'cant_tell')
  for (const claim of draft.claims) {
    expect(claim.span[1]).toBeLessThanOrEqual(draft.text.length)
    expect(claim.flagged, draft.text.slice(...claim.span)).toBe(false)
    for (const id of claim.factIds) expect(factIds.has(id)).toBe(true)
  }
  expectNamesInClaims(report)
}

/** Every employer, title and number of the résumé that the draft mentions lies in a claim. */
function expectNamesInClaims({ resume, draft }: MatchReport): void {
  const covered = (index: number) =>
    draft.claims.some(({ span: [start, end] }) => start <= index && index < end)
  const names = resume.facts.filter((fact) =>
    ['employer', 'institution', 'degree', 'certificate'].includes(fact.kind),
  )
  for (const { text } of names) {
    for (let index = draft.text.indexOf(text); index >= 0; index = draft.text.indexOf(text, index + 1)) {
      expect(covered(index), `"${text}" at ${index} of:\n${draft.text}`).toBe(true)
    }
  }
  for (const number of draft.text.matchAll(/\d+/g)) {
    expect(covered(number.index), `${number[0]} at ${number.index} of:\n${draft.text}`).toBe(true)
  }
}

describe.skipIf(!fixtures)('the main job on true payloads (FIXTURES_DIR)', () => {
  test.each(postings)('a posting of %s', async (posting) => {
    expectHonest(await run('resumes/rendercv-classic.pdf', posting))
  })

  test.each(resumes)('a résumé of %s', async (resume) => {
    expectHonest(await run(resume, 'greenhouse/amplitude.jobs.content-true.json'))
    expectHonest(await run(resume, 'workable/vasion.widget.details.json'))
  })

  test('a posting without a description is said, not scored, and not drafted for', async () => {
    const report = await run('resumes/rendercv-classic.pdf', 'breezy/breezy.json')
    expect(report.posting.notices).toContain('no_description')
    expect(report.match).toMatchObject({ score: null, verdict: 'cant_tell' })
    expect(report.draft.text).toBe('')
  })

  const refused = [
    'ashby/board-empty.json',
    'ashby/unknown-board.404.txt',
    'greenhouse/not-found.404.json',
    'lever/site-empty.json',
    'lever/site-unknown.404.json',
    'arbeitnow/page2.empty.json',
  ]
  test.each(refused)('%s is refused in words', async (posting) => {
    await expect(run('resumes/rendercv-classic.pdf', posting)).rejects.toThrow(/[A-Z][^.]{15,}\./)
  })

  test('an unreadable résumé is refused in words and leaves no person behind', async () => {
    const before = (await connection.client.resumes.list.query({})).items.length
    await expect(run('resumes/corrupt.pdf', 'lever/idealistconsulting.json')).rejects.toThrow(
      /[A-Z][^.]{15,}\./,
    )
    const { items } = await connection.client.resumes.list.query({})
    expect(items.filter((item) => item.state === 'ready').length).toBe(before)
  })

  test('every folder of payloads is covered', async () => {
    const folders = await readdir(at('.'), { withFileTypes: true })
    const sources = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
    const used = new Set(
      [...postings, ...resumes, 'breezy/', 'ats-urls/', 'skills/'].map((name) => name.split('/')[0]),
    )
    expect(sources.filter((name) => !used.has(name))).toEqual([])
  })
})
