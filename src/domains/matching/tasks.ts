import { agentTask } from '../agents/agent-task.ts'
import { matchAllAgent } from './match-all-agent.ts'
import { matchAgent } from './match-agent.ts'

export const matchTask = agentTask(matchAgent)
export const matchAllTask = agentTask(matchAllAgent)
