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
  created_at: Created
  updated_at: Updated
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
  personal_access_token: PersonalAccessTokenTable
}
