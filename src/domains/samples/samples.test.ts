import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/app.ts'
import { resultOf } from '../../testing/owned-things.ts'
import { until } from '../../testing/until.ts'

let app: TestApp
let people = 0

beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const aPerson = (): Promise<Person> => app.signIn(`sampler${++people}@example.org`)

/** Adds the samples and waits until everything is matched. */
async function withSamples(person: Person): Promise<Person> {
  const { runId } = await person.client.samples.add.mutate()
  await resultOf(person, runId)
  await until(async () => {
    const { runs } = await person.client.agents.runs.query({ limit: 100 })
    return runs.every((run) => run.finishedAt !== null)
  }, 60_000)
  return person
}

describe('adding', () => {
  test('gives a résumé, postings and matches, all marked as samples', async () => {
    const person = await withSamples(await aPerson())
    const status = await person.client.samples.status.query()
    console.log(status)
    expect(status).toMatchObject({ present: true, runId: null })
  }, 60_000)
})
