import type { ColumnType, Generated } from 'kysely'
import type { Plan, UserRole } from '../../platform/auth/session.ts'

type Created = ColumnType<Date, Date | undefined, never>
type Updated = ColumnType<Date, Date | undefined, Date | undefined>

export type UserState = 'active' | 'suspended' | 'pending_deletion'

interface UsersTable {
  id: Generated<string>
  /** Lower case; unique whatever its case. */
  email: string
  name: Generated<string>
  email_verified: Generated<boolean>
  image: string | null
  role: Generated<UserRole>
  plan: Generated<Plan>
  state: Generated<UserState>
  clerk_id: string | null
  /** IANA; null: as the browser says. */
  time_zone: string | null
  deletion_requested_at: Date | null
  /** When everything of a leaving person is erased; null: they stay. */
  purge_after: Date | null
  deletion_reminded_at: Date | null
  welcomed_at: Date | null
  /** Of Clerk's own record: what is older than this is no news. */
  clerk_updated_at: Date | null
  created_at: Created
  updated_at: Updated
}

/** Written by better-auth; we read it to verify and list sessions, and delete from it. */
interface AuthSessionTable {
  id: Generated<string>
  user_id: string
  token: string
  expires_at: Date
  ip_address: string | null
  user_agent: string | null
  /** When the person last proved who they are; null: at created_at. */
  authenticated_at: Date | null
  /** When the second step was passed in this session; null: not. */
  second_factor_at: Date | null
  /** Wrong codes of the second step in this session; too many end it. */
  second_factor_tries: Generated<number>
  created_at: Created
  updated_at: Updated
}

interface SecondFactorTable {
  user_id: string
  /** Sealed with a key that isn't in the database. */
  sealed_secret: string
  /** null: being set up. */
  confirmed_at: Date | null
  /** Number of the time step whose code was used last: none works twice. */
  last_step: Generated<number>
  failed_tries: Generated<number>
  locked_until: Date | null
  created_at: Created
}

interface BackupCodeTable {
  id: Generated<string>
  user_id: string
  code_hash: string
  used_at: Date | null
}

interface EmailChangeTable {
  user_id: string
  new_email: string
  code_hash: string
  tries: Generated<number>
  expires_at: Date
  created_at: Created
}

interface ClerkTombstoneTable {
  clerk_id: string
  deleted_at: Generated<Date>
}

interface WebhookEventTable {
  provider: string
  event_id: string
  received_at: Generated<Date>
}

interface AuthAccountTable {
  id: Generated<string>
  user_id: string
  account_id: string
  provider_id: string
  created_at: Created
  updated_at: Updated
}

interface AuthVerificationTable {
  id: Generated<string>
  identifier: string
  value: string
  expires_at: Date
  created_at: Created
  updated_at: Updated
}

interface PersonalAccessTokenTable {
  id: Generated<string>
  user_id: string
  name: string
  /** sha256, hex. */
  token_hash: string
  scopes: Generated<string[]>
  expires_at: Date | null
  last_used_at: Date | null
  revoked_at: Date | null
  created_at: Created
}

/** Who did what to what, and why. Added to and read, never changed: the database grants no more. */
interface AuditEventTable {
  id: Generated<number>
  at: Generated<Date>
  /** null: the command line on the machine that has the database. */
  actor_id: string | null
  actor_role: string
  /** `jobs.retry`, `lanes.pause`, … */
  action: string
  target_type: string
  target_id: string | null
  /** The person whom it concerns: they may read it. */
  subject_id: string | null
  /** Network of whoever did it: the last part is cut off. */
  address: string | null
  reason: string | null
  before: ColumnType<unknown, string | null | undefined, never>
  after: ColumnType<unknown, string | null | undefined, never>
  request_id: string | null
}

export interface AccountTables {
  audit_event: AuditEventTable
  users: UsersTable
  auth_session: AuthSessionTable
  auth_account: AuthAccountTable
  auth_verification: AuthVerificationTable
  second_factor: SecondFactorTable
  backup_code: BackupCodeTable
  email_change: EmailChangeTable
  clerk_tombstone: ClerkTombstoneTable
  webhook_event: WebhookEventTable
  personal_access_token: PersonalAccessTokenTable
}
