import { z } from 'zod'
import { asWorker } from '../../platform/db/transaction.ts'
import { defineAgent, defineStep } from '../agents/define-agent.ts'
import { startMatchAll } from '../matching/start-match-all.ts'
import { keepSamplePosting } from '../postings/keep-sample-posting.ts'
import type { Posting } from '../postings/schema.ts'
import { keepSampleResume } from '../resumes/keep-sample-resume.ts'
import { sampleResumeId } from '../resumes/sample-resume-id.ts'
import { readResumeFile, type ReadResumeFile } from '../resumes/read-resume-file.ts'
import { keepSampleTarget } from '../scouting/keep-sample-target.ts'
import { readPostingSamples, readResumeSample, type SampleFile } from './read-sample-files.ts'
import { readSamplePosting } from './sample-posting.ts'
import { resumeKey } from './resume-key.ts'

const samplesInput = z.object({})
export type SamplesInput = z.infer<typeof samplesInput>

/** What the sample résumé's owner looks for; counts for that résumé alone. */
const SAMPLE_TARGET = 'Backend or data engineer, full time, from 40k EUR a year, no recruitment agencies'

interface SampleResume {
  file: SampleFile
  fileKey: string
  read: ReadResumeFile
}

const resume = defineStep<SamplesInput, SampleResume | null>({
  name: 'resume',
  label: 'Reading the sample résumé',
  async work({ ctx, userId, runId, signal }) {
    if (await asWorker(ctx.db, (tx) => sampleResumeId(tx, userId))) return null
    const file = await readResumeSample()
    const today = ctx.clock.now().toISOString().slice(0, 10)
    const read = await readResumeFile(file.bytes, { fileName: file.fileName, today, signal })
    const fileKey = resumeKey(userId, runId)
    await ctx.storage.put(fileKey, file.bytes, 'application/octet-stream')
    return { file, fileKey, read }
  },
  async commit(tx, { ctx, userId, runId }, sample) {
    const kept =
      sample &&
      (await keepSampleResume(tx, ctx, {
        userId,
        runId,
        fileName: sample.file.fileName,
        bytes: sample.file.bytes,
        fileKey: sample.fileKey,
        read: sample.read,
      }))
    return kept
      ? {
          output: { subject: 'Sample data', facts: kept.facts },
          words: `Kept the sample résumé with ${kept.facts} facts`,
        }
      : { output: { subject: 'Sample data', facts: 0 }, words: 'You already had the sample résumé' }
  },
})

interface ReadSample {
  file: SampleFile
  posting: Posting
}

const postings = defineStep<SamplesInput, ReadSample[]>({
  name: 'postings',
  label: 'Reading the sample postings',
  async work(tools) {
    const files = await readPostingSamples()
    await tools.progress(`Reading ${files.length} postings of different trades`, 40)
    const now = tools.ctx.clock.now()
    return files.map((file) => {
      const id = file.fileName.replace(/\.md$/, '')
      return { file, posting: readSamplePosting(id, Buffer.from(file.bytes).toString(), now) }
    })
  },
  async commit(tx, { ctx, userId }, samples) {
    let added = 0
    for (const { file, posting } of samples) {
      const { existing } = await keepSamplePosting(tx, ctx, { userId, posting, ...file })
      if (!existing) added++
    }
    const words = added === 0 ? 'You already had the sample postings' : `Kept ${added} sample postings`
    return { output: { postings: added }, words }
  },
})

const target = defineStep<SamplesInput, null>({
  name: 'target',
  label: 'Saying what Sam looks for',
  work: async () => null,
  async commit(tx, { ctx, userId }) {
    const isNew = await keepSampleTarget(tx, ctx, { userId, sentence: SAMPLE_TARGET })
    const words = isNew ? `Sam looks for: “${SAMPLE_TARGET}”` : 'You already say what is looked for'
    return { output: { targets: isNew ? 1 : 0 }, words }
  },
})

const match = defineStep<SamplesInput, null>({
  name: 'match',
  label: 'Starting to match them',
  work: async () => null,
  async commit(tx, { ctx, userId }) {
    const resumeId = await sampleResumeId(tx, userId)
    // Removed by hand while this run was at work: then there is nothing to match.
    if (!resumeId) return { output: { matchRunId: null }, words: 'The sample résumé is gone again' }
    const { runId } = await startMatchAll(tx, ctx, { userId, resumeId })
    return { output: { matchRunId: runId }, words: 'Your agents now look for proof in each of them' }
  },
})

/** Adds the sample data: what is there already stays, what is missing comes. */
export const samplesAgent = defineAgent<SamplesInput>({
  kind: 'samples',
  input: samplesInput,
  steps: [resume, postings, target, match],
})
