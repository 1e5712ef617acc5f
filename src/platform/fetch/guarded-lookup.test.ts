import type { LookupAddress } from 'node:dns'
import { expect, test } from 'vitest'
import { guardedLookup } from './guarded-lookup.ts'

interface Answer {
  error: unknown
  address: string | LookupAddress[]
}

function ask(lookup: ReturnType<typeof guardedLookup>, all: boolean): Promise<Answer> {
  return new Promise((resolve) => {
    lookup('jobs.example.com', { all }, (error, address) => resolve({ error, address }))
  })
}

/** A name whose answers change from one question to the next. */
function changing(...answers: string[][]) {
  let asked = 0
  const resolveHost = async () =>
    (answers[Math.min(asked++, answers.length - 1)] ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }))
  return { resolveHost, asked: () => asked }
}

test('a connection gets exactly the addresses that were checked, resolved once', async () => {
  const name = changing(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'], ['127.0.0.1'])
  const { error, address } = await ask(guardedLookup(name.resolveHost), true)
  expect(error).toBeNull()
  expect(address).toEqual([
    { address: '93.184.215.14', family: 4 },
    { address: '2606:2800:21f:cb07:6820:80da:af6b:8b2c', family: 6 },
  ])
  expect(name.asked()).toBe(1)
})

test('a name that turns inwards between two connections is refused at the second', async () => {
  const lookup = guardedLookup(changing(['93.184.215.14'], ['169.254.169.254']).resolveHost)
  expect(await ask(lookup, false)).toEqual({ error: null, address: '93.184.215.14' })
  expect((await ask(lookup, false)).error).toMatchObject({ code: 'fetch_blocked_address' })
})

test('a name without any address is unknown', async () => {
  expect((await ask(guardedLookup(changing([]).resolveHost), true)).error).toMatchObject({
    code: 'fetch_dns',
  })
})
