import { agentTask } from '../agents/agent-task.ts'
import { draftAgent } from './draft-agent.ts'

export const draftTask = agentTask(draftAgent)
