import { ahead } from '../../trpc.ts'

/** Of each list, the first few. */
const SHOWN = 5

/** What Today asks for. */
export const todayInputs = {
  drafts: { state: 'draft', limit: SHOWN },
  matches: { unseen: true, limit: SHOWN },
  saved: { stage: 'saved', limit: SHOWN },
  running: { active: true, limit: 10 },
} as const

/**
 * Asks for all of it in one batch while the page's code and the session are on their way: one after another,
 * their answers would make up a third of the wait. Refusals are told by those who ask again.
 */
export function askAheadOfToday(): void {
  void ahead.agents.status.prefetch()
  void ahead.resumes.list.prefetch({})
  void ahead.drafts.list.prefetch(todayInputs.drafts)
  void ahead.matches.list.prefetch(todayInputs.matches)
  void ahead.applications.list.prefetch(todayInputs.saved)
  void ahead.agents.runs.prefetch(todayInputs.running)
}
