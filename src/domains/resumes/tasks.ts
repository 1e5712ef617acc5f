import { agentTask } from '../agents/agent-task.ts'
import { intakeAgent } from './intake-agent.ts'

export const intakeTask = agentTask(intakeAgent)
