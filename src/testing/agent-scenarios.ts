import type { Person } from './app.ts'
import type { Agent } from '../domains/agents/define-agent.ts'
import { captureAgent } from '../domains/postings/capture-agent.ts'

export interface AgentScenario {
  agent: Pick<Agent<never>, 'kind'> & { steps: { name: string }[] }
  /** Makes what the agent needs; a worker runs meanwhile. */
  prepare?: (person: Person) => Promise<unknown>
  /** Starts the run that will be killed; returns its id. */
  start: (person: Person) => Promise<string>
}

const posting = `Ward nurse (m/f/d)
St. Example Hospital, Leeds
What you bring
- A nursing diploma
- Two years of experience on a ward`

/** Every agent of the application with a way to start it, to be killed at each of its steps. */
export const agentScenarios: AgentScenario[] = [
  {
    agent: captureAgent,
    start: async ({ client }) => (await client.postings.captureText.mutate({ text: posting })).runId,
  },
]
