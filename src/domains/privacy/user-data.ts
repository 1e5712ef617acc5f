import type { Tx } from '../../platform/db/types.ts'
import { eraseUserData as eraseAccount } from '../account/erase-user-data.ts'
import { exportUserData as exportAccount } from '../account/export-user-data.ts'
import { eraseUserData as eraseAgents } from '../agents/erase-user-data.ts'
import { exportUserData as exportAgents } from '../agents/export-user-data.ts'
import { eraseUserData as eraseApplications } from '../applications/erase-user-data.ts'
import { exportUserData as exportApplications } from '../applications/export-user-data.ts'
import { eraseUserData as eraseMatching } from '../matching/erase-user-data.ts'
import { exportUserData as exportMatching } from '../matching/export-user-data.ts'
import { eraseUserData as erasePostings } from '../postings/erase-user-data.ts'
import { exportUserData as exportPostings } from '../postings/export-user-data.ts'
import { eraseUserData as eraseResumes } from '../resumes/erase-user-data.ts'
import { exportUserData as exportResumes } from '../resumes/export-user-data.ts'
import { eraseUserData as eraseScouting } from '../scouting/erase-user-data.ts'
import { exportUserData as exportScouting } from '../scouting/export-user-data.ts'
import { eraseUserData as eraseStudio } from '../studio/erase-user-data.ts'
import { exportUserData as exportStudio } from '../studio/export-user-data.ts'
import { eraseUserData as erasePrivacy } from './erase-user-data.ts'
import { exportUserData as exportPrivacy } from './export-user-data.ts'

interface UserData {
  /** In plain words, for whoever waits. */
  name: string
  /** Rows by table. `tx` is the worker's. */
  export(tx: Tx, userId: string): Promise<Record<string, unknown[]>>
  erase(tx: Tx, userId: string): Promise<void>
}

/** Every domain that keeps something of people, those first that others rest on; the account goes last. */
export const userData: readonly UserData[] = [
  { name: 'account', export: exportAccount, erase: eraseAccount },
  { name: 'consents and mail', export: exportPrivacy, erase: erasePrivacy },
  { name: 'agents', export: exportAgents, erase: eraseAgents },
  { name: 'résumés', export: exportResumes, erase: eraseResumes },
  { name: 'postings', export: exportPostings, erase: erasePostings },
  { name: 'targets', export: exportScouting, erase: eraseScouting },
  { name: 'matches', export: exportMatching, erase: eraseMatching },
  { name: 'drafts', export: exportStudio, erase: eraseStudio },
  { name: 'applications', export: exportApplications, erase: eraseApplications },
]
