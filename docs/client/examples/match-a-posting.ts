/** A résumé (PDF or DOCX) and a posting (a text file) in, the verdict and its evidence out. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createClient, followEvents } from 'jobpilot/client'

const url = process.env['JOBPILOT_URL'] ?? 'http://localhost:3000'
const token = process.env['JOBPILOT_TOKEN'] ?? ''
const [resumeFile, postingFile] = process.argv.slice(2)
if (!resumeFile || !postingFile) throw new Error('Usage: match-a-posting.ts RESUME POSTING')

const client = createClient({ url, token })

/** Files go by plain HTTP. The answer to a file that is known already has no run. */
async function upload(file: string): Promise<{ resumeId: string; runId: string | null }> {
  const body = new FormData()
  body.append('file', new Blob([await readFile(file)]), path.basename(file))
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(new URL('/api/v1/resumes', url), { method: 'POST', headers, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return JSON.parse(text)
}

/** Prints what a run does until it has ended; its result then says what it made. */
async function finish(runId: string): Promise<Record<string, unknown>> {
  for await (const event of followEvents(client)) {
    if (event.runId !== runId) continue
    console.error(`  ${event.words}`)
    if (event.type === 'run_failed' || event.type === 'run_cancelled') throw new Error(event.words)
    if (event.type === 'run_succeeded') break
  }
  return (await client.agents.run.query({ id: runId })).result ?? {}
}

const { resumeId, runId } = await upload(resumeFile)
if (runId) await finish(runId)
const text = await readFile(postingFile, 'utf8')
const captured = await finish((await client.postings.captureText.mutate({ text })).runId)
const started = await client.matches.start.mutate({ postingId: String(captured['postingId']), resumeId })
const { matchId } = await finish(started.runId)
const match = await client.matches.get.query({ id: String(matchId) })
console.log(JSON.stringify(match, null, 2))
