import type { AccountTables } from './domains/account/tables.ts'
import type { HttpTables, MailTables } from './platform/http/tables.ts'

/** A pure merge of the tables that the platform and the domains own. Types only. */
export interface Database extends AccountTables, HttpTables, MailTables {}
