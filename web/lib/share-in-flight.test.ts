import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client'
import { initTRPC } from '@trpc/server'
import { observable } from '@trpc/server/observable'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { shareInFlight } from './share-in-flight.ts'

const t = initTRPC.create()
const router = t.router({
  add: t.procedure
    .input(z.string())
    .output(z.number())
    .mutation(() => 0),
  read: t.procedure.output(z.number()).query(() => 0),
})

/** Answers 1, 2, 3 … when told to. */
function server() {
  const waiting: (() => void)[] = []
  let calls = 0
  const link: TRPCLink<typeof router> =
    () =>
    ({ op }) =>
      observable((observer) => {
        const number = ++calls
        waiting.push(() => {
          if (op.input === 'broken') return observer.error(new TRPCClientError('broken'))
          observer.next({ result: { data: number } })
          observer.complete()
        })
      })
  const answer = () => {
    for (const send of waiting.splice(0)) send()
  }
  return {
    client: createTRPCClient<typeof router>({ links: [shareInFlight(), link] }),
    answer,
    calls: () => calls,
  }
}

test('the same mutation twice at once is one call, with one answer for both', async () => {
  const { client, answer, calls } = server()
  const both = Promise.all([client.add.mutate('a'), client.add.mutate('a')])
  answer()
  expect(await both).toEqual([1, 1])
  expect(calls()).toBe(1)
})

test('once it is answered, or refused, the same is a new call', async () => {
  const { client, answer, calls } = server()
  const first = client.add.mutate('a')
  answer()
  await first
  const second = client.add.mutate('a')
  answer()
  expect(await second).toBe(2)
  const broken = client.add.mutate('broken').catch((error: Error) => error.message)
  answer()
  expect(await broken).toContain('broken')
  void client.add.mutate('broken').catch(() => undefined)
  expect(calls()).toBe(4)
  answer()
})

test('other inputs and queries go their own ways', async () => {
  const { client, answer, calls } = server()
  const all = Promise.all([
    client.add.mutate('a'),
    client.add.mutate('b'),
    client.read.query(),
    client.read.query(),
  ])
  answer()
  await all
  expect(calls()).toBe(4)
})
