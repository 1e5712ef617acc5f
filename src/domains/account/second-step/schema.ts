import { z } from 'zod'

export const secondStepStatusSchema = z.object({
  enabled: z.boolean(),
  backupCodesLeft: z.number().int(),
  /** Codes of the app are refused until then; backup codes work. */
  lockedUntil: z.iso.datetime().nullable(),
})
export type SecondStepStatus = z.infer<typeof secondStepStatusSchema>

export const secondStepSetupSchema = z.object({
  /** Base32, for typing into the app. */
  secret: z.string(),
  /** `otpauth://totp/…`, for the picture that the app reads. */
  uri: z.string(),
})
export type SecondStepSetup = z.infer<typeof secondStepSetupSchema>

/** Of the app (six digits) or a backup code; blanks and dashes don't matter. */
export const secondStepCodeSchema = z.object({ code: z.string().trim().min(1).max(40) })

/** Shown this once: only their hashes are kept. Each works once. */
export const backupCodesSchema = z.object({ backupCodes: z.array(z.string()) })
