import { z } from 'zod'

/** Another service that signs the person in here. */
export const connectionSchema = z.object({
  provider: z.enum(['linkedin']),
  since: z.iso.datetime(),
})
export const connectionInput = connectionSchema.pick({ provider: true })
