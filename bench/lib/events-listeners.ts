import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { readEvents } from './events-reader.ts'
import { preciseNow } from './events-writer.ts'

/**
 * Thousands of subscribers in a process of their own, run by fork(): opens one stream for each entry of the order, says
 * so, and when asked hands over what it received: who (position in the order), which number, when.
 */
const orderSchema = z.object({
  streams: z.array(z.object({ url: z.string(), token: z.string() })),
  stock: z.boolean(),
})
export type ListenersOrder = z.infer<typeof orderSchema>

const OPENING_AT_ONCE = 40
const received: { who: number; seq: number; at: number }[] = []
let lost = 0

function openOne(stream: ListenersOrder['streams'][number], who: number, stock: boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  readEvents({
    ...stream,
    after: null,
    stock,
    onOpen: resolve,
    onEvent: (seq) => received.push({ who, seq, at: preciseNow() }),
    onEnd: () => lost++,
  })
  return promise
}

async function openAll({ streams, stock }: ListenersOrder): Promise<void> {
  let next = 0
  const opener = async (): Promise<void> => {
    for (let who = next++; who < streams.length; who = next++) {
      const stream = streams[who]
      if (stream) await openOne(stream, who, stock)
    }
  }
  await Promise.all(Array.from({ length: OPENING_AT_ONCE }, opener))
}

process.on('message', (message) => {
  if (message === 'report') {
    process.send?.({
      lost,
      who: Int32Array.from(received, ({ who }) => who),
      seq: Int32Array.from(received, ({ seq }) => seq),
      at: Float64Array.from(received, ({ at }) => at),
    })
    return
  }
  void openAll(orderSchema.parse(message))
    // "From now on" is read after the answer has begun.
    .then(() => delay(500))
    .then(() => process.send?.('open'))
})
process.once('disconnect', () => process.exit(0))
