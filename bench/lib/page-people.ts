import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { createClient, type Client } from '../../src/client.ts'
import { signIn, type AppProcess } from './app-process.ts'

export interface PagePerson {
  id: string
  cookie: string
  client: Client
}

export async function signInPerson(app: AppProcess, email: string): Promise<PagePerson> {
  const cookie = await signIn(app, email)
  const withCookie: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('cookie', cookie)
    headers.set('origin', app.url)
    return fetch(input, { ...init, headers })
  }
  const client = createClient({ url: app.url, fetch: withCookie })
  const { id } = await client.users.me.query()
  return { id, cookie, client }
}

/** The result of a run, once it has ended well. */
export async function resultOf(client: Client, runId: string): Promise<Record<string, unknown>> {
  for (;;) {
    const run = await client.agents.run.query({ id: runId })
    if (run.state === 'succeeded') return run.result ?? {}
    if (run.state === 'failed' || run.state === 'cancelled') throw new Error(`${run.agent}: ${run.words}`)
    await delay(100)
  }
}

/** What the pages of one item are opened with. */
export interface SampleThings {
  postingId: string
  draftId: string
  resumeId: string
  matchRunId: string
}

/** The sample data, matched, and a letter for the best match. */
export async function addSampleThings(client: Client): Promise<SampleThings> {
  const { runId } = await client.samples.add.mutate()
  const { matchRunId } = await resultOf(client, runId)
  const matching = z.string().parse(matchRunId)
  await resultOf(client, matching)
  const { items } = await client.matches.list.query({ limit: 1 })
  const best = items[0]
  if (!best) throw new Error('The sample data brought no match')
  const draft = await client.drafts.compose.mutate({ matchId: best.id })
  const { draftId } = await resultOf(client, draft.runId)
  return {
    postingId: best.postingId,
    draftId: z.string().parse(draftId),
    resumeId: best.resumeId,
    matchRunId: matching,
  }
}
