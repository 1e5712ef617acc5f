import { z } from 'zod'

/** What tells who somebody was; remembered by the purge until nothing of it is found any more. */
export const tracesSchema = z.object({
  userId: z.uuid(),
  email: z.string(),
  name: z.string(),
  clerkId: z.string().nullable(),
  /** Of their uploaded files. */
  hashes: z.array(z.string()),
  requestedAt: z.iso.datetime().nullable(),
})
export type Traces = z.infer<typeof tracesSchema>

/** A shorter name is in too many words to mean anybody. */
const SHORTEST_NAME = 4

export interface Needles {
  /** Of nobody but them: in no row at all. */
  unique: string[]
  /** Others may have them in their own rows: a namesake, the same file, a mail to them in a note. */
  shared: string[]
  /** As shared, but only as whole words. */
  names: string[]
}

export function needlesOf(traces: Traces): Needles {
  const name = traces.name.trim()
  return {
    unique: [traces.userId],
    shared: [traces.email, ...traces.hashes],
    names: name.length >= SHORTEST_NAME ? [name] : [],
  }
}
