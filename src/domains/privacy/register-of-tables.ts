/** How a person's rows of a table are found. */
export type OwnerPath =
  /** A column with the person's id. */
  | { by: 'id'; column: string }
  /** A column with their address, or a text that contains it. */
  | { by: 'address'; column: string }
  /** Rows of nobody. */
  | { by: 'none' }

/** What happens with the rows when the person leaves. */
export type LeavingPolicy = 'erase' | 'pseudonymise' | 'keep'

/** A period that the daily task enforces: rows go `days` after `column`. */
export interface Enforced {
  column: string
  days: number
}

export interface RegisteredTable {
  /** What it holds, for people. */
  about: string
  owner: OwnerPath
  /** Whether it is in the person's archive. `none`: it says nothing about them that isn't elsewhere, or is a secret. */
  archive: 'export' | 'none'
  /** Whether an archive brings it into another account; in the order of this list, so that references find their rows. */
  restore: boolean
  leaving: LeavingPolicy
  /** How long rows are kept while the account stays, in words. */
  kept: string
  /** The same in days; null: as long as the account, or as long as it is needed. */
  keptDays: number | null
  /** Absent: another task keeps the period, or the row goes with what it belongs to. */
  enforced?: Enforced
}

const WITH_ACCOUNT = 'As long as your account exists, or until you remove it'

const own = (about: string, more: Partial<RegisteredTable> = {}): RegisteredTable => ({
  about,
  owner: { by: 'id', column: 'user_id' },
  archive: 'export',
  restore: false,
  leaving: 'erase',
  kept: WITH_ACCOUNT,
  keptDays: null,
  ...more,
})
/** A person's own work, which they may take to another account. */
const work = (about: string, more: Partial<RegisteredTable> = {}) => own(about, { restore: true, ...more })
const ofNobody = (about: string, more: Partial<RegisteredTable> = {}): RegisteredTable => ({
  about,
  owner: { by: 'none' },
  archive: 'none',
  restore: false,
  leaving: 'keep',
  kept: 'As long as it is needed; it tells about nobody',
  keptDays: null,
  ...more,
})
const job = (about: string) =>
  own(about, { kept: 'Seven days after the work has ended; failed work until it is looked at', keptDays: 7 })

/** Every table of the database. A test compares it with the catalogue. */
export const registerOfTables: Readonly<Record<string, RegisteredTable>> = {
  users: own('Your account: address, name, role, plan, time zone', {
    owner: { by: 'id', column: 'id' },
    kept: 'As long as your account exists, and 30 days after you ask for its deletion',
  }),
  auth_session: own('Where you are signed in: device, network, times', {
    kept: 'A day after the sign-in has ended',
    keptDays: 1,
  }),
  auth_account: own('Sign-in providers that you have connected'),
  auth_verification: own('Sign-in codes under way', {
    owner: { by: 'address', column: 'identifier' },
    archive: 'none',
    kept: 'A day after the code has expired',
    keptDays: 1,
  }),
  personal_access_token: own('Your access tokens; of the token itself only a hash'),
  second_factor: own('That you have a second step; its seed is sealed and never handed out'),
  backup_code: own('Which backup codes you have used; the codes themselves are kept as hashes'),
  email_change: own('A change of your address that waits for its code', {
    kept: 'A day after the code has expired',
    keptDays: 1,
    enforced: { column: 'expires_at', days: 1 },
  }),
  audit_event: own('What was done with your account, when and by whom', {
    owner: { by: 'id', column: 'subject_id' },
    leaving: 'pseudonymise',
    kept: '400 days; when you leave, your name is replaced by a pseudonym',
    keptDays: 400,
  }),
  email_message: own('Mails to you: kind, subject and whether they arrived; the text goes when it is sent', {
    kept: '90 days',
    keptDays: 90,
    enforced: { column: 'created_at', days: 90 },
  }),
  email_opt_out: work('Mails that you don’t want'),
  dev_mail: own('On a machine without a mail provider: the mails themselves', {
    owner: { by: 'address', column: 'recipient' },
    archive: 'none',
    kept: 'The newest 200',
  }),
  data_export: own('Archives that you asked for', {
    kept: 'The archive 24 hours, that there was one 90 days',
    keptDays: 90,
    enforced: { column: 'created_at', days: 90 },
  }),
  consent: own('What you agreed to, and when'),
  model_call: own('What was sent to which language model, in words and sizes, never the text'),
  agent_run: work('What agents did for you'),
  agent_step: work('The steps of agents, with their results'),
  resume: work('Your résumés'),
  resume_version: work('Versions of your résumés: file, text and what was read from it'),
  profile_fact: work('Facts read from your résumés, and yours'),
  fact_change: work('What you changed about facts'),
  posting: work('Job postings that you captured'),
  posting_snapshot: work('The originals of your postings', {
    kept: 'With the posting; one that you never kept, a few hours',
  }),
  posting_locator: work('Under which names boards list your postings'),
  search_target: work('What you look for'),
  requirement: work('What your postings ask for'),
  match: work('How your résumés fit your postings'),
  match_evidence: work('The facts behind each answer'),
  draft: work('Your drafts', { kept: 'As long as your account exists; a removed one ten minutes' }),
  draft_version: work('Every version of your drafts'),
  draft_claim: work('What your drafts claim, and the facts behind it'),
  approval: work('What you approved'),
  application: work('Your applications', {
    kept: 'As long as your account exists; a removed one ten minutes',
  }),
  stage_event: work('How your applications went'),
  run_event: work('What agents told you while they worked', {
    kept: '30 days after the work has ended',
    keptDays: 30,
  }),
  event_sequence: own('How many events you have had', { archive: 'none' }),
  job: job('Your background work'),
  job_attempt: job('Attempts of your background work'),
  job_batch: job('Background work that belongs together'),
  job_event: job('What happened to your background work'),
  job_hold: own('Operators’ pauses of your work', { kept: 'Until an operator lifts it' }),
  job_pause: own('Your own pauses of agents', { kept: 'Until you resume' }),
  job_schedule: own('What runs for you by itself'),
  rate_limit: ofNobody('How many calls were made lately, by person or network as hashes with a secret', {
    kept: 'A day after the last call',
    keptDays: 1,
  }),
  clerk_tombstone: ofNobody('Sign-in accounts that were deleted, so that an old message brings none back', {
    kept: '30 days',
    keptDays: 30,
    enforced: { column: 'deleted_at', days: 30 },
  }),
  webhook_event: ofNobody('Which messages of providers have been heard', {
    kept: '30 days',
    keptDays: 30,
    enforced: { column: 'received_at', days: 30 },
  }),
  email_suppression: ofNobody('Addresses that mail can’t reach, as hashes with a secret', {
    kept: '400 days',
    keptDays: 400,
    enforced: { column: 'created_at', days: 400 },
  }),
  erasure: ofNobody('That somebody left, under a pseudonym, and that nothing of them was found afterwards', {
    kept: 'For good, as proof; it tells nothing about who it was',
  }),
  job_failure: ofNobody('Kinds of failure, for operators', { kept: '90 days', keptDays: 90 }),
  job_stat: ofNobody('How much work was done, in numbers'),
  job_lane: ofNobody('Limits of kinds of work'),
  worker: ofNobody('Processes that do the work'),
}

/** The tables an archive brings back, those first that others refer to. */
export const restoredTables: readonly string[] = Object.entries(registerOfTables)
  .filter(([, table]) => table.restore)
  .map(([name]) => name)
