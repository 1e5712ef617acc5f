import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { asUser } from '../../platform/db/transaction.ts'
import { appendEvent } from '../../platform/events/append-event.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/app.ts'
import { stockAddress } from '../../testing/stock-stream.ts'

let app: TestApp
let person: Person
let runId = ''
beforeAll(async () => {
  app = await createTestApp()
  person = await app.signIn('ada@example.org')
  const text = 'Backend Engineer\n\nRequirements\n- PostgreSQL'
  runId = (await person.client.postings.captureText.mutate({ text })).runId
})
afterAll(() => app.close())

const unhandled: unknown[] = []
const remember = (error: unknown) => void unhandled.push(error)
beforeEach(() => {
  unhandled.length = 0
  process.on('unhandledRejection', remember)
})
afterEach(() => void process.off('unhandledRejection', remember))

/** Fifty events at once, so that some are on their way when the caller leaves. */
async function burst(): Promise<void> {
  await asUser(app.ctx.db, person.userId, async (tx) => {
    for (let index = 0; index < 50; index++) {
      const words = `Event ${index} ${'x'.repeat(2_000)}`
      await appendEvent(tx, app.ctx, {
        userId: person.userId,
        runId,
        agent: 'match',
        type: 'progress',
        words,
      })
    }
  })
}

test.each([
  ['responder', (address: string) => address],
  ['stock adapter', stockAddress],
])('callers that leave the %s in the middle of a burst of events disturb nobody', async (_name, address) => {
  for (let caller = 0; caller < 12; caller++) {
    const call = request(address(`${app.url}/api/v1/trpc/agents.events?input=%7B%7D`), {
      headers: { cookie: person.cookie, accept: 'text/event-stream' },
    })
    call.end()
    const [answer] = await once(call, 'response')
    await once(answer, 'data')
    const events = burst()
    await once(answer, 'data')
    call.on('error', () => undefined)
    call.destroy()
    await events
  }
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(unhandled).toEqual([])
  expect((await person.client.users.me.query()).email).toBe('ada@example.org')
})
