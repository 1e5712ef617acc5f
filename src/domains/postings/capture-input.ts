import { z } from 'zod'
import { MAX_CAPTURE_BYTES } from './capture-bytes.ts'

/** Which posting of several: a number from 1, an id, or a part of the title. */
export const pick = z.string().max(300).optional()
export const short = z.string().max(500)
export const httpAddress = z
  .string()
  .trim()
  .max(4_000)
  .refine(
    (value) => URL.canParse(value) && /^https?:/i.test(value),
    'Give a full address that starts with https://',
  )
/** Bounds memory before the byte count is known; the use case says "too large" in words. */
export const longText = z.string().max(2 * MAX_CAPTURE_BYTES)

/** A posting as the person types it. */
export const typedPosting = z.object({
  title: z.string().trim().min(1, 'Give the job’s title').max(500),
  organization: short.default(''),
  location: short.optional(),
  url: httpAddress.optional(),
  text: longText.default(''),
})
