import { z } from 'zod'
import { emailSchema } from '../schema.ts'

export const beginEmailChangeSchema = z.object({ newEmail: emailSchema })

/** Six digits, as mailed to the new address. */
export const confirmEmailChangeSchema = z.object({ code: z.string().trim().min(1).max(20) })

export const pendingEmailChangeSchema = z.object({
  newEmail: z.string(),
  /** Until when the code works. */
  expiresAt: z.iso.datetime(),
})
export type PendingEmailChange = z.infer<typeof pendingEmailChangeSchema>
