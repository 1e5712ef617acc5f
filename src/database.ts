import type { AccountTables } from './domains/account/tables.ts'
import type { AgentTables } from './domains/agents/tables.ts'
import type { ApplicationTables } from './domains/applications/tables.ts'
import type { MailTables } from './platform/email/tables.ts'
import type { PostingTables } from './domains/postings/tables.ts'
import type { EventTables } from './platform/events/tables.ts'
import type { HttpTables } from './platform/http/tables.ts'
import type { JobTables } from './platform/jobs/tables.ts'
import type { MatchingTables } from './domains/matching/tables.ts'
import type { PrivacyTables } from './domains/privacy/tables.ts'
import type { ResumeTables } from './domains/resumes/tables.ts'
import type { ScoutingTables } from './domains/scouting/tables.ts'
import type { StudioTables } from './domains/studio/tables.ts'

/** A pure merge of the tables that the platform and the domains own. Types only. */
export interface Database
  extends
    AccountTables,
    AgentTables,
    ApplicationTables,
    EventTables,
    JobTables,
    HttpTables,
    MailTables,
    MatchingTables,
    PostingTables,
    PrivacyTables,
    ResumeTables,
    ScoutingTables,
    StudioTables {}
