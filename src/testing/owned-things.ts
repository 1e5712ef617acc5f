import { pdfLayouts } from './resume-files.ts'
import { sampleResumes } from './sample-resumes.ts'
import type { Caller } from './app.ts'
import { until } from './until.ts'

const posting =
  'Nurse (m/f/d)\nSt. Example Hospital, Leeds\nRequirements\n- Nursing diploma\n- Two years on a ward'

/** What a run came to, once it has ended well. */
export async function resultOf(person: Caller, runId: string): Promise<Record<string, unknown>> {
  const run = await until(async () => {
    const current = await person.client.agents.run.query({ id: runId })
    return current.finishedAt === null ? null : current
  }, 30_000)
  if (run.result === null) throw new Error(`The run ended as ${run.state}: ${run.words}`)
  return run.result
}

/** The same bytes every time: a PDF carries the moment it was made. */
let sampleFile: Promise<Uint8Array> | undefined

function readSample(): Promise<Uint8Array> {
  const [sample] = sampleResumes
  if (!sample) throw new Error('There is no sample résumé')
  return (sampleFile ??= pdfLayouts['one column, dates at the right'](sample))
}

export async function uploadSample(person: Caller, query = ''): Promise<{ resumeId: string; runId: string }> {
  const bytes = await readSample()
  const response = await person.upload('cv.pdf', bytes, query)
  if (!response.ok) throw new Error(`Uploading: ${response.status} ${await response.text()}`)
  return (await response.json()) as { resumeId: string; runId: string }
}

async function approvedDraft({ client, ...person }: Caller, matchId: string): Promise<string> {
  const { runId } = await client.drafts.compose.mutate({ matchId })
  const { draftId } = await resultOf({ client, ...person }, runId)
  const { id: draft, sha256, claims } = await client.drafts.get.query({ id: String(draftId) })
  const acceptFlagged = claims.filter((claim) => claim.flagged).map((claim) => claim.span)
  await client.drafts.approve.mutate({ id: draft, sha256, acceptFlagged })
  return draft
}

/** One that can't be read, which is found out in the background. */
async function uploadArchive(person: Caller): Promise<string> {
  const response = await person.upload('archive.zip', Buffer.from('PK\u0003\u0004'), '', '/privacy/imports')
  if (!response.ok) throw new Error(`Uploading: ${response.status} ${await response.text()}`)
  return ((await response.json()) as { importId: string }).importId
}

/** Lets a person own one of each thing that calls can name by id. */
export async function ownOneOfEach(person: Caller) {
  const { client } = person
  const { runId } = await client.postings.captureText.mutate({ text: posting })
  const { postingId } = await resultOf(person, runId)
  const uploaded = await uploadSample(person)
  await resultOf(person, uploaded.runId)
  const resume = await client.resumes.get.query({ id: uploaded.resumeId })
  const started = await client.matches.start.mutate({ postingId: String(postingId) })
  const { matchId } = await resultOf(person, started.runId)
  const application = await client.applications.create.mutate({ postingId: String(postingId) })
  return {
    session: (await client.sessions.list.query())[0]?.id ?? '',
    token: (await client.tokens.create.mutate({ name: 'owned' })).id,
    run: runId,
    posting: String(postingId),
    preview: (await client.postings.preview.mutate({ text: posting })).snapshotId,
    resume: resume.id,
    version: resume.version.id,
    fact: resume.facts[0]?.id ?? '',
    match: String(matchId),
    draft: await approvedDraft(person, String(matchId)),
    application: application.id,
    export: (await client.privacy.exports.start.mutate()).id,
    import: await uploadArchive(person),
    target: (await client.targets.create.mutate({ sentence: 'Nurse in Leeds' })).id,
  }
}

export type Owned = Awaited<ReturnType<typeof ownOneOfEach>>

type Inputs = (theirs: Owned, own: Owned) => object[]

const id =
  (thing: keyof Owned): Inputs =>
  (theirs) => [{ id: theirs[thing] }]

/**
 * Inputs that name somebody else's things, for every call that can name one by id; `own` are the caller's,
 * where a call takes two. A call that is missing here fails src/authorisation/ownership.test.ts.
 */
export const callsThatName: Record<string, Inputs> = {
  'tokens.revoke': id('token'),
  'sessions.revoke': id('session'),
  'privacy.exports.show': id('export'),
  'privacy.imports.show': id('import'),
  'agents.run': id('run'),
  'agents.cancel': id('run'),
  'agents.retry': id('run'),
  'postings.get': id('posting'),
  'postings.snapshot': id('posting'),
  'postings.remove': id('posting'),
  'postings.preview': (theirs) => [{ snapshotId: theirs.preview }],
  'postings.keep': (theirs) => [{ snapshotId: theirs.preview }],
  'postings.discardPreview': (theirs) => [{ snapshotId: theirs.preview }],
  'resumes.get': (theirs, own) => [{ id: theirs.resume }, { id: own.resume, versionId: theirs.version }],
  'resumes.versions': id('resume'),
  'resumes.file': (theirs, own) => [{ id: theirs.resume }, { id: own.resume, versionId: theirs.version }],
  'resumes.confirmFacts': (theirs, own) => [
    { id: theirs.resume },
    { id: own.resume, factIds: [theirs.fact] },
  ],
  'resumes.editFact': (theirs) => [{ id: theirs.fact, text: 'Changed' }],
  'resumes.addFact': (theirs) => [{ id: theirs.resume, kind: 'skill', text: 'Added' }],
  'resumes.removeFact': id('fact'),
  'resumes.restoreFact': id('fact'),
  'resumes.remove': id('resume'),
  'targets.update': (theirs) => [{ id: theirs.target, active: false }],
  'targets.remove': id('target'),
  'matches.start': (theirs, own) => [
    { postingId: theirs.posting },
    { postingId: own.posting, resumeId: theirs.resume },
  ],
  'matches.startAll': (theirs) => [{ resumeId: theirs.resume }],
  'matches.list': (theirs) => [{ postingId: theirs.posting }, { resumeId: theirs.resume }],
  'matches.get': id('match'),
  'matches.see': (theirs) => [{ ids: [theirs.match] }],
  'matches.hideMany': (theirs) => [{ ids: [theirs.match], hidden: true }],
  'matches.hide': id('match'),
  'matches.unhide': id('match'),
  'drafts.compose': (theirs) => [{ matchId: theirs.match }],
  'drafts.get': id('draft'),
  'drafts.versions': id('draft'),
  'drafts.edit': (theirs) => [{ id: theirs.draft, version: 1, text: 'Changed' }],
  'drafts.check': (theirs) => [{ id: theirs.draft, text: 'I know Python.' }],
  'drafts.approve': (theirs) => [{ id: theirs.draft, sha256: '0'.repeat(64) }],
  'drafts.export': (theirs) => [{ id: theirs.draft, format: 'txt' }],
  'drafts.list': (theirs) => [{ postingId: theirs.posting }, { matchId: theirs.match }],
  'drafts.remove': id('draft'),
  'drafts.restore': id('draft'),
  'drafts.restoreVersion': (theirs) => [{ id: theirs.draft, version: 1, base: 1 }],
  'drafts.unapprove': id('draft'),
  'applications.create': (theirs) => [
    { postingId: theirs.posting },
    { title: 'By hand', draftId: theirs.draft },
  ],
  'applications.get': id('application'),
  'applications.move': (theirs) => [{ id: theirs.application, to: 'applied' }],
  'applications.undo': id('application'),
  'applications.setOutcome': (theirs) => [{ id: theirs.application, outcome: 'rejected' }],
  'applications.update': (theirs, own) => [
    { id: theirs.application, note: 'Changed' },
    { id: own.application, draftId: theirs.draft },
  ],
  'applications.list': (theirs) => [{ postingId: theirs.posting }],
  'applications.remove': id('application'),
  'applications.restore': id('application'),
}
