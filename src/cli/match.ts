import type { RunEvent } from '../domains/agents/schema.ts'
import type { Client } from '../client.ts'
import { capturePosting } from './capture-posting.ts'
import type { Connection } from './connection.ts'
import { CliFailure } from './failure.ts'
import { followRuns, type RunFollower } from './run-follower.ts'
import { uploadResume } from './upload-resume.ts'

export interface MatchOptions {
  resume: string
  posting: string
  pick?: string | undefined
}

function resultId(result: Record<string, unknown>, key: string): string {
  const id = result[key]
  if (typeof id !== 'string') throw new CliFailure(`The run ended without ${key}. This is a bug of JobPilot.`)
  return id
}

async function readResume(client: Client, id: string) {
  const { text, facts, jsonResume, fileName } = await client.resumes.get.query({ id })
  return { id, fileName, text, facts: facts.filter((fact) => fact.state !== 'removed'), jsonResume }
}

async function readPosting(client: Client, id: string) {
  const { posting, text, notices } = await client.postings.get.query({ id })
  const { raw: _raw, description: _html, ...fields } = posting
  return { id, ...fields, text, notices }
}

async function readMatch(client: Client, id: string) {
  const { requirements, ...match } = await client.matches.get.query({ id })
  return { requirements, match: { ...match, id } }
}

async function readDraft(client: Client, id: string) {
  const { text, claims, sha256 } = await client.drafts.get.query({ id })
  return { id, text, sha256, claims }
}

/** The main job: résumé in, posting in, proof and draft out. Throws the failing run's own words. */
export async function runMatch(
  connection: Connection,
  options: MatchOptions,
  onEvent: (event: RunEvent) => void,
): Promise<MatchReport> {
  const { client } = connection
  const runs = followRuns(client, onEvent)
  try {
    const uploaded = await uploadResume(connection, options.resume)
    if (uploaded.runId) await runs.finish(uploaded.runId)
    const capture = await capturePosting(client, options.posting, options.pick)
    const postingId = resultId(await runs.finish(capture.runId), 'postingId')
    return await proveAndDraft(client, runs, { resumeId: uploaded.resumeId, postingId })
  } finally {
    runs.close()
  }
}

async function proveAndDraft(
  client: Client,
  runs: RunFollower,
  ids: { resumeId: string; postingId: string },
) {
  const started = await client.matches.start.mutate(ids)
  const matchId = resultId(await runs.finish(started.runId), 'matchId')
  const { requirements, match } = await readMatch(client, matchId)
  const resume = await readResume(client, ids.resumeId)
  const posting = { ...(await readPosting(client, ids.postingId)), requirements }
  // Without a description or a requirement there is nothing to prove, and so nothing honest to write.
  if (match.verdict === 'cant_tell')
    return { resume, posting, match, draft: { id: null, text: '', claims: [] } }
  const composing = await client.drafts.compose.mutate({ matchId })
  const draftId = resultId(await runs.finish(composing.runId), 'draftId')
  return { resume, posting, match, draft: await readDraft(client, draftId) }
}

/** Everything that the main job found, as `--json` prints it. A span is [start, end) of the text beside it. */
export type MatchReport = Awaited<ReturnType<typeof proveAndDraft>>
