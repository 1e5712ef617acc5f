import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client'
import { initTRPC } from '@trpc/server'
import { observable } from '@trpc/server/observable'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createQuestion } from './question.ts'
import { repeatAfter } from './repeat-after.ts'

const t = initTRPC.create()
const router = t.router({
  erase: t.procedure
    .input(z.string())
    .output(z.string())
    .mutation(() => ''),
})

/** Refuses until `trust` is called; "broken" is refused for good. */
function setUp() {
  let trusted = false
  let calls = 0
  const server: TRPCLink<typeof router> =
    () =>
    ({ op }) =>
      observable((observer) => {
        calls += 1
        if (op.input === 'broken') return observer.error(new TRPCClientError('broken'))
        if (!trusted) return observer.error(new TRPCClientError('who are you'))
        observer.next({ result: { data: `erased ${String(op.input)}` } })
        observer.complete()
      })
  const question = createQuestion()
  const link = repeatAfter<typeof router>(({ message }) => message === 'who are you', question.ask)
  return {
    client: createTRPCClient<typeof router>({ links: [link, server] }),
    question,
    open: () => question.subscribe(() => undefined),
    trust: () => {
      trusted = true
    },
    calls: () => calls,
  }
}

test('a refused call waits for the answer, and goes through with what it was given', async () => {
  const { client, question, open, trust, calls } = setUp()
  open()
  const erased = client.erase.mutate('a')
  await expect.poll(question.isOpen).toBe(true)
  trust()
  question.answer(true)
  expect(await erased).toBe('erased a')
  expect(calls()).toBe(2)
})

test('several calls ask once', async () => {
  const { client, question, open, trust } = setUp()
  open()
  const both = Promise.all([client.erase.mutate('a'), client.erase.mutate('b')])
  await expect.poll(question.isOpen).toBe(true)
  trust()
  question.answer(true)
  expect(await both).toEqual(['erased a', 'erased b'])
  expect(question.isOpen()).toBe(false)
})

test('who declines gets the first refusal, and so does who is refused again', async () => {
  const { client, question, open, calls } = setUp()
  open()
  const declined = client.erase.mutate('a').catch((error: Error) => error.message)
  await expect.poll(question.isOpen).toBe(true)
  question.answer(false)
  expect(await declined).toBe('who are you')
  const refused = client.erase.mutate('a').catch((error: Error) => error.message)
  await expect.poll(question.isOpen).toBe(true)
  question.answer(true)
  expect(await refused).toBe('who are you')
  expect(question.isOpen()).toBe(false)
  expect(calls()).toBe(3)
})

test('other refusals, and pages without a dialog, ask nobody', async () => {
  const { client, question, open } = setUp()
  const unheard = client.erase.mutate('a').catch((error: Error) => error.message)
  expect(await unheard).toBe('who are you')
  open()
  const broken = client.erase.mutate('broken').catch((error: Error) => error.message)
  expect(await broken).toBe('broken')
  expect(question.isOpen()).toBe(false)
})
