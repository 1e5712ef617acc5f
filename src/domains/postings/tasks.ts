import { agentTask } from '../agents/agent-task.ts'
import { captureAgent } from './capture-agent.ts'

export const captureTask = agentTask(captureAgent)
