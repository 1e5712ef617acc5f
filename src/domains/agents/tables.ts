import type { ColumnType, Generated } from 'kysely'
import type { RunState } from './schema.ts'

type Created = ColumnType<Date, Date | undefined, never>

interface AgentRunTable {
  id: string
  user_id: string
  agent: string
  state: Generated<RunState>
  /** Written as JSON text, parsed by the agent's schema when it runs. */
  input: ColumnType<unknown, string, never>
  job_id: string | null
  traceparent: string | null
  error_code: string | null
  error_words: string | null
  started_at: Date | null
  finished_at: Date | null
  created_at: Created
  updated_at: Created
}

/** A committed step; a later attempt skips it and reads its output. */
interface AgentStepTable {
  run_id: string
  name: string
  user_id: string
  attempt: number
  output: ColumnType<unknown, string, never>
  words: string
  committed_at: Generated<Date>
}

export interface AgentTables {
  agent_run: AgentRunTable
  agent_step: AgentStepTable
}
