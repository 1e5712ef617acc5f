import { z } from 'zod'

/** What became of a mail, as the provider tells it. */
export interface DeliveryReport {
  outcome: 'delivered' | 'bounced' | 'complained' | 'suppressed' | 'failed'
  /** The mailbox isn't there and won't be. */
  isPermanent: boolean
  /** Ours, as it stood in the mail's tags; null: not a mail of this JobPilot, or an old one. */
  messageId: string | null
  providerId: string
  words: string | null
}

const outcomes: Record<string, DeliveryReport['outcome']> = {
  'email.delivered': 'delivered',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
  'email.suppressed': 'suppressed',
  'email.failed': 'failed',
}

/** https://resend.com/docs/webhooks/event-types; tags come as an object, though they are sent as a list. */
const eventSchema = z.object({
  type: z.string(),
  data: z.object({
    email_id: z.string().min(1).max(200),
    tags: z.union([z.record(z.string(), z.string()), z.array(z.unknown())]).optional(),
    bounce: z.object({ message: z.string(), type: z.string() }).partial().optional(),
    failed: z.object({ reason: z.string() }).partial().optional(),
    suppressed: z.object({ message: z.string() }).partial().optional(),
  }),
})
const typeSchema = z.object({ type: z.string() })

/** `other`: nothing that we keep (opened, clicked, on its way, about domains); null: not to be understood. */
export function readDeliveryReport(event: unknown, tagName: string): DeliveryReport | 'other' | null {
  const type = typeSchema.safeParse(event)
  if (!type.success) return null
  const outcome = outcomes[type.data.type]
  if (!outcome) return 'other'
  const parsed = eventSchema.safeParse(event)
  if (!parsed.success) return null
  const { email_id: providerId, tags, bounce } = parsed.data.data
  return {
    outcome,
    isPermanent: bounce?.type === undefined || bounce.type === 'Permanent',
    messageId: idIn(tags, tagName),
    providerId,
    words: wordsOf(parsed.data.data),
  }
}

type EventData = z.infer<typeof eventSchema>['data']

function idIn(tags: EventData['tags'], tagName: string): string | null {
  if (!tags || Array.isArray(tags)) return null
  const id = z.uuid().safeParse(tags[tagName])
  return id.success ? id.data : null
}

function wordsOf({ bounce, failed, suppressed }: EventData): string | null {
  return (bounce?.message ?? failed?.reason ?? suppressed?.message)?.slice(0, 500) ?? null
}
