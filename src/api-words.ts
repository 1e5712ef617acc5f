import { z } from 'zod'
import { operationWords } from './api-operation-words.ts'
import { emailChangeErrors } from './domains/account/email-change/errors.ts'
import { accountErrors } from './domains/account/errors.ts'
import { peopleErrors } from './domains/account/people/errors.ts'
import { linkedinErrors } from './domains/account/linkedin/errors.ts'
import { secondStepErrors } from './domains/account/second-step/errors.ts'
import { agentErrors } from './domains/agents/errors.ts'
import { runEventSchema } from './domains/agents/schema.ts'
import { applicationErrors } from './domains/applications/errors.ts'
import { mailErrors } from './domains/mail/errors.ts'
import { matchErrors } from './domains/matching/errors.ts'
import { postingErrors } from './domains/postings/errors.ts'
import { operationErrors } from './domains/operations/errors.ts'
import { overviewSchema } from './domains/operations/schema.ts'
import { privacyErrors } from './domains/privacy/errors.ts'
import { resumeErrors } from './domains/resumes/errors.ts'
import { sampleErrors } from './domains/samples/errors.ts'
import { targetErrors } from './domains/scouting/errors.ts'
import { studioErrors } from './domains/studio/errors.ts'
import type { ErrorTable } from './platform/errors.ts'

/** What the documentation of the API says that no schema and no comment does. */

/** What each group of procedures is about. */
export const groupWords: Readonly<Record<string, string>> = {
  users: 'The person who calls.',
  tokens: 'Personal access tokens, with which programs call.',
  sessions: 'Signing in, and where one is signed in.',
  connections: 'Other services that sign you in here: LinkedIn.',
  secondStep: 'A code of an app beside the code by mail, on every way in.',
  emailChange: 'Moving to another e-mail address, which has to show that it is theirs.',
  agents:
    'What runs in the background. A call that starts something answers with a `runId` at once; the run tells its steps as events and its result when it is done.',
  resumes: 'Résumés and the facts read from them. Each fact is a slice of the document.',
  postings: 'Job postings: captured from an address, a file, pasted or typed.',
  targets: 'What a person looks for, told in a sentence.',
  matches: 'How a résumé fits a posting, requirement by requirement, with the words that prove it.',
  drafts:
    'Cover letters whose every claim points at a fact. What is approved is bound to its text by a hash.',
  applications: 'What became of a posting: stages, outcome, notes.',
  samples: 'A fictional résumé with fictional postings, to try JobPilot with.',
  jobs: 'For operators: everybody’s background jobs, how they stand, and what can be done about them.',
  lanes: 'For operators: the lanes that keep kinds of jobs apart, and their limits.',
  holds: 'For operators: what is paused, and why.',
  workers: 'For operators: the processes that run jobs.',
  schedules: 'For operators: what runs by itself, and when.',
  audit: 'For operators: who did what to what, and why.',
  people: 'For administrators: who is here, what they may do, and what was done about them.',
  privacy:
    'A person’s own data: all of it as an archive, an archive brought in, the way out, consents, and what was sent to language models.',
  email: 'Which mail a person wants.',
  messages: 'For operators: mail that went out, or didn’t.',
}

/** What the calls of a group may refuse, besides what every call may. */
export const groupErrors: Readonly<Record<string, ErrorTable>> = {
  users: accountErrors,
  tokens: accountErrors,
  sessions: accountErrors,
  connections: { ...accountErrors, ...linkedinErrors },
  secondStep: { ...accountErrors, ...secondStepErrors },
  emailChange: { ...accountErrors, ...emailChangeErrors },
  agents: agentErrors,
  resumes: resumeErrors,
  postings: postingErrors,
  targets: targetErrors,
  matches: matchErrors,
  drafts: studioErrors,
  applications: applicationErrors,
  samples: sampleErrors,
  jobs: operationErrors,
  lanes: operationErrors,
  holds: operationErrors,
  workers: operationErrors,
  schedules: operationErrors,
  audit: operationErrors,
  people: peopleErrors,
  privacy: privacyErrors,
  email: mailErrors,
  messages: mailErrors,
}

/** What the subscriptions yield; tRPC knows it as a type only. */
export const yields = {
  'agents.events': z.object({ id: z.string(), data: runEventSchema }),
  'jobs.follow': z.object({ id: z.string(), data: overviewSchema }),
}

const posting = 'Backend engineer'
const letter =
  'Dear hiring team,\n\nI have worked with PostgreSQL and TypeScript for five years.\n\nKind regards\nSam Example'
const requirement = 'Five years of experience with PostgreSQL'

/** Values of examples by the field's name; `input:name` shows an optional field in inputs. */
export const exampleWords = {
  fields: {
    ...operationWords.fields,
    actor: 'person',
    addressCountry: 'GB',
    addressLocality: 'Leeds',
    addressRegion: null,
    after: 1041,
    agent: 'match',
    attempt: 1,
    author: 'agent',
    base: 1,
    base64: 'PGgxPkJhY2tlbmQgZW5naW5lZXI8L2gxPg==',
    'targets.sentence': 'Backend engineer, remote in the EU or in Leeds, from 60k GBP, full time',
    class: 'met',
    code: 'resume_encrypted',
    'sessions.code': true,
    'secondStep.code': '287082',
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    uri: 'otpauth://totp/JobPilot:sam%40example.org?issuer=JobPilot&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    backupCodes: ['7KQ2M-X9T4C', 'B3W8N-0ZHRF'],
    newEmail: 'sam@new.example.org',
    'emailChange.code': '640122',
    'sessions.security.action': 'sessions.signIn',
    'sessions.security.words': 'Signed in',
    device: 'Firefox on Linux',
    'data.step': 'score',
    contentHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    contentType: 'text/html',
    'drafts.contentType': 'text/plain; charset=utf-8',
    description: '<p>You have five years of experience with PostgreSQL.</p>',
    descriptionText: 'You have five years of experience with PostgreSQL.',
    employmentType: ['FULL_TIME'],
    exclude: ['agencies'],
    factIds: ['6d1f0e4a-52a1-4c39-9c1d-7d6a1c7a9e51'],
    failedGates: [],
    fetchedAt: '2026-11-20T09:30:00.000Z',
    inLanguage: 'en',
    jobLocationType: null,
    jsonResume: {
      basics: { name: 'Sam Example', email: 'sam@example.org' },
      work: [
        { name: 'Example Works', position: 'Backend engineer', startDate: '2019-03', endDate: '2025-06' },
      ],
      skills: [{ name: 'PostgreSQL' }],
    },
    languages: [],
    noticeWords: [],
    notices: [],
    path: 'work[0].position',
    postingText: 'You have five years of experience with PostgreSQL.',
    requirementId: 'r1',
    'requirement.id': 'r1',
    resumeFileName: 'resume.pdf',
    sameAs: [],
    skills: ['PostgreSQL'],
    terms: ['postgresql'],
    unread: [],
    userAgent: 'Firefox on Linux',
    publishableKey: 'pk_test_example',
    'hiringOrganization.name': 'Example Works',
    'attribution.name': 'Example Board',
    'baseSalary.raw': '65,000 to 80,000 GBP a year',
    'salary.raw': '65,000 to 80,000 GBP a year',
    'posting.raw': null,
    'identifier.source': 'web',
    currency: 'GBP',
    'event.data': { index: 2, of: 3 },
    'data.data': { index: 2, of: 3 },
    'agents.events.id': '1042',
    datePosted: '2026-11-18',
    email: 'sam@example.org',
    emailVerified: true,
    error: null,
    errorCode: null,
    excerpt: 'Dear hiring team, I have worked with PostgreSQL and TypeScript for five years.',
    fileName: 'resume.pdf',
    'postings.fileName': 'posting.html',
    found: 1,
    from: 'saved',
    kind: 'skill',
    'drafts.kind': 'cover_letter',
    limit: 20,
    'input:limit': true,
    maxValue: 80_000,
    mimeType: 'application/pdf',
    minValue: 65_000,
    missing: ['Fluent German'],
    name: 'Sam Example',
    'tokens.name': 'Nightly export',
    'agents.name': 'score',
    nextCursor: null,
    note: 'Asked about remote work',
    number: 1,
    ok: true,
    organization: 'Example Works',
    outcome: null,
    'applications.setOutcome.outcome': 'accepted',
    'privacy.about': 'Job postings that you captured',
    'privacy.kept': 'As long as your account exists, or until you remove it',
    'privacy.leaving': 'erase',
    'privacy.model': 'example-small',
    'privacy.outcome': 'ok',
    'privacy.provider': 'example',
    'privacy.purpose': 'draft',
    'privacy.result': { added: 212, skipped: 0 },
    'privacy.sent': ['résumé', 'posting'],
    'privacy.table': 'posting',
    'privacy.text': 'JobPilot may count which of its pages I use.',
    'privacy.title': 'Count how JobPilot is used',
    'privacy.version': '2026-11-20',
    'privacy.words': 'Collected: résumés',
    paused: false,
    pausedAt: null,
    percent: 40,
    places: ['Leeds'],
    plan: 'free',
    platform: 'Firefox on Linux',
    'agents.progress': 40,
    raw: 'Leeds, hybrid',
    reason: 'Your résumé says: "PostgreSQL 2019-2025"',
    'agents.reason': 'I am at an interview',
    result: { matchId: '8d9b2c41-5c1e-4f0a-8a8e-3f1c2a7b9d10', verdict: 'strong', score: 82 },
    rubricVersion: '2026-11-01',
    scope: 'write',
    scopes: ['read', 'write'],
    score: 82,
    seq: 1042,
    sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
    source: 'text',
    'applications.source': 'move',
    span: [120, 164],
    stage: 'applied',
    state: 'succeeded',
    'resumes.state': 'ready',
    'drafts.state': 'draft',
    step: 'score',
    'agents.list.step': null,
    subject: posting,
    text: requirement,
    'drafts.text': letter,
    'resumes.text': '2019-2025 Backend engineer at Example Works: PostgreSQL, TypeScript',
    'postings.text':
      'Backend engineer at Example Works, Leeds or remote. You have five years of experience with PostgreSQL. 65,000 to 80,000 GBP a year.',
    timeZone: 'Europe/London',
    title: posting,
    titles: [posting],
    to: 'applied',
    token: 'jp_shown_only_once',
    total: 12,
    type: 'step_done',
    unitText: 'YEAR',
    url: 'https://jobs.example.org/backend-engineer',
    value: '4711',
    verdict: 'strong',
    verdictWords: 'Strong fit: 7 of 8 must-haves are proven',
    version: 1,
    words: 'Matched: strong fit',
    workplaceType: 'hybrid',
    years: 5,
  },
  inputs: {
    ...operationWords.inputs,
    'users.update': { timeZone: 'Europe/London' },
    'agents.events': { after: 1041 },
    'postings.captureFile': { fileName: 'posting.html', base64: 'PGgxPkJhY2tlbmQgZW5naW5lZXI8L2gxPg==' },
    'postings.preview': { url: 'https://jobs.example.org/backend-engineer' },
  },
}
