import type { RunEvent } from '../domains/agents/schema.ts'
import { note } from './print.ts'

const spoken = new Set<RunEvent['type']>(['step_started', 'step_done', 'progress', 'run_retrying'])

/** One line per step on stderr. A failure's words come once, with the exit. */
export function noteEvent(event: RunEvent): void {
  if (spoken.has(event.type)) note(`${event.agent.padEnd(8)} ${event.words}`)
}
