import type { Selectable } from 'kysely'
import type { Application, ApplicationSummary, StageEvent } from './schema.ts'
import type { ApplicationTables } from './tables.ts'

export function applicationSummary(row: Selectable<ApplicationTables['application']>): ApplicationSummary {
  return {
    id: row.id,
    postingId: row.posting_id,
    draftId: row.draft_id,
    title: row.title,
    organization: row.organization,
    url: row.url,
    note: row.note,
    stage: row.stage,
    outcome: row.outcome,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

function stageEvent(row: Selectable<ApplicationTables['stage_event']>): StageEvent {
  const { number, from_stage: from, to_stage: to, actor, source } = row
  return { number, from, to, actor, source, occurredAt: row.occurred_at.toISOString() }
}

export function applicationView(
  row: Selectable<ApplicationTables['application']>,
  events: Selectable<ApplicationTables['stage_event']>[],
): Application {
  return { ...applicationSummary(row), timeline: events.map(stageEvent) }
}
