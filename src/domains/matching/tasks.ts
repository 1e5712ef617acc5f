import { agentTask } from '../agents/agent-task.ts'
import { matchAgent } from './match-agent.ts'

export const matchTask = agentTask(matchAgent)
