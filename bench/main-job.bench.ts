import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { createClient, type Client } from '../src/client.ts'
import { signIn, startApp, type AppProcess } from './lib/app-process.ts'
import { withBenchDatabase } from './lib/bench-database.ts'
import { median, round, type Bench } from './lib/report.ts'
import { readTruthSet } from './lib/truth-set.ts'
import { renderTwoPageResume } from './lib/two-page-resume.ts'

const ROUNDS = 5
const TARGET_SECONDS = 2
const POSTING = 'backend-payments'

interface Caller {
  client: Client
  upload(bytes: Buffer, fileName: string): Promise<{ resumeId: string; runId: string }>
}

function createCaller(app: AppProcess, cookie: string): Caller {
  const withCookie: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('cookie', cookie)
    headers.set('origin', app.url)
    return fetch(input, { ...init, headers })
  }
  return {
    client: createClient({ url: app.url, fetch: withCookie }),
    async upload(bytes, fileName) {
      const form = new FormData()
      form.set('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), fileName)
      const answer = await withCookie(`${app.url}/api/v1/resumes`, { method: 'POST', body: form })
      if (!answer.ok) throw new Error(`Upload: ${answer.status} ${await answer.text()}`)
      return z.object({ resumeId: z.string(), runId: z.string() }).parse(await answer.json())
    },
  }
}

/** The result of a run, as soon as it has ended well. */
async function resultOf({ client }: Caller, runId: string): Promise<Record<string, unknown>> {
  for (;;) {
    const run = await client.agents.run.query({ id: runId })
    if (run.state === 'succeeded') return run.result ?? {}
    if (run.state === 'failed' || run.state === 'cancelled') throw new Error(`${run.agent}: ${run.words}`)
    await delay(5)
  }
}

const idIn = (result: Record<string, unknown>, name: string) => z.string().parse(result[name])

async function capturePosting(caller: Caller): Promise<string> {
  const posting = readTruthSet().postings.find(({ id }) => id === POSTING)
  if (!posting) throw new Error(`The truth set has no posting ${POSTING}`)
  const { runId } = await caller.client.postings.captureText.mutate({ text: posting.source })
  return idIn(await resultOf(caller, runId), 'postingId')
}

const steps = ['intake', 'match', 'draft'] as const
type Step = (typeof steps)[number]

/** Upload to finished draft, as a person with a browser would wait for it; seconds per step. */
async function runMainJob(caller: Caller, postingId: string, number: number): Promise<Record<Step, number>> {
  const bytes = await renderTwoPageResume(number)
  const marks = [performance.now()]
  const { resumeId, runId } = await caller.upload(bytes, `resume-${number}.pdf`)
  await resultOf(caller, runId)
  marks.push(performance.now())
  const match = await caller.client.matches.start.mutate({ resumeId, postingId })
  const matchId = idIn(await resultOf(caller, match.runId), 'matchId')
  marks.push(performance.now())
  const draft = await caller.client.drafts.compose.mutate({ matchId })
  await resultOf(caller, draft.runId)
  marks.push(performance.now())
  const seconds = (at: number) => ((marks[at + 1] ?? 0) - (marks[at] ?? 0)) / 1000
  return { intake: seconds(0), match: seconds(1), draft: seconds(2) }
}

async function measure(app: AppProcess): Promise<Record<Step, number>[]> {
  const caller = createCaller(app, await signIn(app, 'bench@example.com'))
  const postingId = await capturePosting(caller)
  const rounds: Record<Step, number>[] = []
  // The first one warms up and isn't counted.
  for (let number = 0; number <= ROUNDS; number++) rounds.push(await runMainJob(caller, postingId, number))
  return rounds.slice(1)
}

/** Intake + match + draft of a two-page résumé through HTTP, jobs and database. */
export const bench: Bench = () =>
  withBenchDatabase(async (database) => {
    const app = await startApp({
      cwd: database.folder,
      settings: { DATABASE_URL: database.connectionString },
    })
    try {
      const rounds = await measure(app)
      const totals = rounds.map((one) => one.intake + one.match + one.draft)
      const medians = Object.fromEntries(steps.map((step) => [step, median(rounds.map((one) => one[step]))]))
      const total = median(totals)
      return {
        results: { medianSeconds: { ...medians, total }, rounds },
        ratios: {},
        tables: [
          {
            title: 'Seconds of the main job, two-page PDF, through the API',
            columns: ['step', 'median'],
            rows: [...Object.entries(medians), ['total', total]],
          },
        ],
        misses:
          total < TARGET_SECONDS
            ? []
            : [`The main job takes ${round(total)} s, wanted below ${TARGET_SECONDS} s`],
      }
    } finally {
      await app.stop()
    }
  })
