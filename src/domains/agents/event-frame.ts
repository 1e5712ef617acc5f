import type { z } from 'zod'
import type { EventRow } from '../../platform/events/queries.ts'
import { trackedFrame } from '../../platform/trpc/stream-frames.ts'
import { eventView } from './run-view.ts'
import { eventsInputSchema } from './schema.ts'

/** After which event a stream begins; a reconnect's last id counts more than what was asked at first. */
export function beginningOf(input: z.output<typeof eventsInputSchema>): number | 'now' {
  return input.lastEventId ?? input.after ?? (input.fromNow ? 'now' : 0)
}

/** The same of an input that nobody has checked yet; null when it is none. */
export function readBeginning(input: unknown): number | 'now' | null {
  const parsed = eventsInputSchema.safeParse(input)
  return parsed.success ? beginningOf(parsed.data) : null
}

/** An event as the stream of `agents.events` carries it. */
export function eventFrame(row: EventRow): Buffer {
  return trackedFrame(String(row.seq), eventView(row))
}
