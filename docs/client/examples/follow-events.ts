/** Keeps a log of everything the agents do. Stop it, start it again: it goes on after the last line. */
import { appendFile, readFile } from 'node:fs/promises'
import { createClient, followEvents } from 'jobpilot/client'

const file = process.argv[2] ?? 'events.jsonl'
const client = createClient({
  url: process.env['JOBPILOT_URL'] ?? 'http://localhost:3000',
  token: process.env['JOBPILOT_TOKEN'] ?? '',
})

/** The number of the last event in the file. */
async function lastSeen(): Promise<number> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).trim().split('\n')
  const last: { seq?: number } = JSON.parse(lines.at(-1) || '{}')
  return last.seq ?? 0
}

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())

for await (const event of followEvents(client, { after: await lastSeen(), signal: stop.signal })) {
  await appendFile(file, `${JSON.stringify(event)}\n`)
  console.log(`${event.at} ${event.agent}: ${event.words}`)
}
