import { z } from 'zod'
import { toStorableText } from '../../../platform/json.ts'

/** What a webhook of Clerk tells that matters here. */
export type ClerkNews =
  | {
      kind: 'person'
      clerkId: string
      /** The primary address, lower case, if Clerk has verified it. */
      email: string | null
      name: string
      /** Of Clerk's record: the order in which news happened, whatever the order in which they arrive. */
      updatedAt: Date
    }
  | { kind: 'gone'; clerkId: string }
  | { kind: 'other' }

const id = z.string().regex(/^[\w-]{1,200}$/)
const namePart = z.string().nullish()

const personSchema = z.object({
  id,
  primary_email_address_id: z.string().nullish(),
  email_addresses: z
    .array(
      z.object({
        id: z.string(),
        email_address: z.string(),
        verification: z.object({ status: z.string() }).nullish(),
      }),
    )
    .default([]),
  first_name: namePart,
  last_name: namePart,
  /** Milliseconds. */
  updated_at: z.number().int().positive().max(8_640_000_000_000_000),
})

const goneSchema = z.object({ id })

const address = z.string().trim().toLowerCase().max(254).pipe(z.email())

function verifiedAddress(person: z.infer<typeof personSchema>): string | null {
  const primary = person.email_addresses.find((entry) => entry.id === person.primary_email_address_id)
  if (primary?.verification?.status !== 'verified') return null
  return address.safeParse(primary.email_address).data ?? null
}

/** What a verified message tells; null when it is about a person and can't be understood. */
export function readClerkNews({ type, data }: { type: string; data: unknown }): ClerkNews | null {
  if (type === 'user.deleted') {
    const gone = goneSchema.safeParse(data)
    return gone.success ? { kind: 'gone', clerkId: gone.data.id } : null
  }
  if (type !== 'user.created' && type !== 'user.updated') return { kind: 'other' }
  const parsed = personSchema.safeParse(data)
  if (!parsed.success) return null
  const { first_name: first, last_name: last } = parsed.data
  const name = [first, last]
    .filter(Boolean)
    .join(' ')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
  return {
    kind: 'person',
    clerkId: parsed.data.id,
    email: verifiedAddress(parsed.data),
    name: toStorableText(name.slice(0, 100)),
    updatedAt: new Date(parsed.data.updated_at),
  }
}
