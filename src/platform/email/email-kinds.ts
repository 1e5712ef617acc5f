import type { ListItem } from './letter.ts'

/** What a person may unsubscribe from; each stands for one or more kinds of mail. */
export const optOutKinds = ['briefing', 'budget', 'welcome'] as const
export type OptOutKind = (typeof optOutKinds)[number]

/** Shown in the person's time zone; without one in UTC. */
interface Dated {
  timeZone?: string | null
}

interface Code {
  code: string
  /** How long it works from now; later it isn't sent any more. */
  minutes: number
}

interface Spending {
  spentMicrodollars: number
  budgetMicrodollars: number
  renewsAt: Date
}

/** Every kind of mail and what it needs to be written. Addresses are absolute. */
export type EmailContent =
  | ({ kind: 'sign_in_code' } & Code)
  /** To the new address: whoever reads it there may confirm. */
  | ({ kind: 'email_change_code' } & Code)
  | { kind: 'welcome'; name: string }
  | ({
      kind: 'briefing'
      day: Date
      sections: readonly { title: string; items: readonly ListItem[] }[]
    } & Dated)
  | ({ kind: 'export_ready'; url: string; expiresAt: Date; bytes: number } & Dated)
  | ({ kind: 'deletion_scheduled'; purgeAfter: Date } & Dated)
  | ({ kind: 'deletion_reminder'; purgeAfter: Date } & Dated)
  | { kind: 'deletion_cancelled' }
  | { kind: 'deletion_done' }
  | ({ kind: 'budget_80' } & Spending & Dated)
  | ({ kind: 'budget_100' } & Spending & Dated)
  | ({
      kind: 'security_notice'
      /** A sentence: "The second step of your account was turned off." */
      what: string
      at: Date
      /** As the person would call it: "Firefox on Linux". */
      device?: string | null
      /** Truncated. */
      address?: string | null
    } & Dated)

export type EmailKind = EmailContent['kind']

interface KindRules {
  optOut: OptOutKind | null
  /** The person asked for it this minute and can't go on without it: an earlier complaint doesn't stop it. */
  asked?: true
  /** Its subject holds a code; this takes its place once it is over. */
  subjectAfter?: string
  /** Of nobody who still has an account: once it is over, its row forgets the address. */
  forgets?: true
}

const rules: Record<EmailKind, KindRules> = {
  sign_in_code: { optOut: null, asked: true, subjectAfter: 'A sign-in code' },
  email_change_code: { optOut: null, asked: true, subjectAfter: 'A code for a new address' },
  welcome: { optOut: 'welcome' },
  briefing: { optOut: 'briefing' },
  export_ready: { optOut: null },
  deletion_scheduled: { optOut: null },
  deletion_reminder: { optOut: null },
  deletion_cancelled: { optOut: null },
  deletion_done: { optOut: null, forgets: true },
  budget_80: { optOut: 'budget' },
  budget_100: { optOut: 'budget' },
  security_notice: { optOut: null },
}

/** By the stored name; one of an older or newer version has no special rules. */
export function rulesOf(kind: string): KindRules {
  return Object.entries(rules).find(([known]) => known === kind)?.[1] ?? { optOut: null }
}

/** Kinds that hold a code, which must not stay. */
export function codeKinds(): string[] {
  return Object.entries(rules).flatMap(([kind, { asked }]) => (asked ? [kind] : []))
}

export function isOptOutKind(kind: string): kind is OptOutKind {
  return optOutKinds.some((known) => known === kind)
}
