import type { ListedApplication } from './listing/queries.ts'
import type { StageEventRow } from './queries.ts'
import type { Application, ApplicationSummary, StageEvent } from './schema.ts'
import { standingMoves } from './standing-moves.ts'

/** `events` are the application's, oldest first. */
export function applicationSummary(row: ListedApplication, events: StageEventRow[]): ApplicationSummary {
  const moves = events.filter(({ from_stage }) => from_stage !== null)
  const since = standingMoves(events).at(-1)?.occurred_at ?? row.created_at
  return {
    id: row.id,
    postingId: row.posting_id,
    draftId: row.shown_draft_id,
    title: row.title,
    organization: row.organization,
    url: row.url,
    note: row.note,
    stage: row.stage,
    outcome: row.outcome,
    stageSince: since.toISOString(),
    lastMovedAt: moves.at(-1)?.occurred_at.toISOString() ?? null,
    places: row.places ?? [],
    matchScore: row.match_score,
    verdict: row.verdict,
    isSample: row.is_sample ?? false,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

function stageEvent(row: StageEventRow): StageEvent {
  const { number, from_stage: from, to_stage: to, actor, source } = row
  return { number, from, to, actor, source, occurredAt: row.occurred_at.toISOString() }
}

export function applicationView(row: ListedApplication, events: StageEventRow[]): Application {
  return { ...applicationSummary(row, events), timeline: events.map(stageEvent) }
}
