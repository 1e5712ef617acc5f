import type { Tx } from '../../platform/db/types.ts'
import { countSamples, findActiveRun } from './queries.ts'
import { samplesAgent } from './samples-agent.ts'
import type { SampleStatus } from './schema.ts'

export async function readSampleStatus(tx: Tx, userId: string): Promise<SampleStatus> {
  const { resumeId, ...counts } = await countSamples(tx, userId)
  const runId = await findActiveRun(tx, userId, samplesAgent.kind)
  const present = resumeId !== null || counts.postings > 0 || counts.targets > 0
  return { present, resumeId, runId, ...counts }
}
