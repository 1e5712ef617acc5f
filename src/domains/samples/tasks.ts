import { agentTask } from '../agents/agent-task.ts'
import { samplesAgent } from './samples-agent.ts'

export const samplesTask = agentTask(samplesAgent)
