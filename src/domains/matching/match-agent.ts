import { z } from 'zod'
import { asWorker } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { defineAgent, defineStep, type StepTools } from '../agents/define-agent.ts'
import { readPosting, type ReadPosting } from '../postings/read-posting.ts'
import { readResume, type ReadResume } from '../resumes/read-resume.ts'
import { matchErrors } from './errors.ts'
import { extractRequirements, EXTRACTOR_VERSION } from './extract-requirements.ts'
import { keepMatch } from './keep-match.ts'
import { keepRequirements } from './keep-requirements.ts'
import { listRequirements } from './queries.ts'
import { readOwnTargets } from './read-own-targets.ts'
import { matchResultSchema, type MatchResult, type Requirement } from './schema.ts'
import { scorePosting } from './score-posting.ts'
import { storedRequirement } from './stored-match.ts'

const fail = failWith(matchErrors)

const matchInput = z.object({ postingId: z.uuid(), resumeId: z.uuid() })
export type MatchInput = z.infer<typeof matchInput>
type Tools = StepTools<MatchInput>

/** Sources may have been removed since the run was started: then it ends with words, not with a retry. */
async function postingOf(tx: Tx, { userId, input }: Tools): Promise<ReadPosting> {
  const posting = await readPosting(tx, userId, input.postingId)
  if (!posting) throw fail('match_posting_not_found')
  return posting
}

async function resumeOf(tx: Tx, { userId, input }: Tools): Promise<ReadResume> {
  const resume = await readResume(tx, userId, input.resumeId)
  if (!resume) throw fail('match_no_resume')
  return resume
}

async function requirementsOf(tx: Tx, { userId, input }: Tools): Promise<Requirement[]> {
  return (await listRequirements(tx, userId, input.postingId, EXTRACTOR_VERSION)).map(storedRequirement)
}

function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

const requirements = defineStep<MatchInput, Requirement[]>({
  name: 'requirements',
  label: 'Reading what the posting asks for',
  work: async (tools) => extractRequirements(await asWorker(tools.ctx.db, (tx) => postingOf(tx, tools))),
  async commit(tx, { ctx, userId, input }, found) {
    await keepRequirements(tx, ctx, { userId, asked: [{ postingId: input.postingId, requirements: found }] })
    const musts = found.filter((requirement) => requirement.tier === 'must').length
    const words =
      found.length === 0
        ? 'Found no requirement in it'
        : `Found ${counted(found.length, 'requirement', 'requirements')}, ${musts} of them musts`
    return { output: { count: found.length, musts }, words }
  },
})

const evidence = defineStep<MatchInput, MatchResult>({
  name: 'evidence',
  label: 'Looking for proof in your résumé',
  work: (tools) =>
    asWorker(tools.ctx.db, async (tx) => {
      const { posting, text } = await postingOf(tx, tools)
      const resume = await resumeOf(tx, tools)
      const { facts, jsonResume } = resume
      const asked = await requirementsOf(tx, tools)
      return scorePosting({
        requirements: asked,
        facts,
        jsonResume,
        posting,
        postingText: text,
        today: tools.ctx.clock.now(),
        targets: await readOwnTargets(tx, tools.userId, resume),
      })
    }),
  async commit(_tx, _tools, result) {
    const met = result.evidence.filter((entry) => entry.class === 'met').length
    const words =
      result.score === null
        ? result.verdictWords
        : `Proved ${met} of ${counted(result.evidence.length, 'requirement', 'requirements')}`
    return { output: result, words }
  },
})

const keep = defineStep<MatchInput, null>({
  name: 'keep',
  label: 'Keeping the match',
  work: async () => null,
  async commit(tx, tools) {
    const result = matchResultSchema.parse(tools.outputs['evidence'])
    const [posting, resume] = [await postingOf(tx, tools), await resumeOf(tx, tools)]
    const matchId = await keepMatch(tx, tools.ctx, { userId: tools.userId, posting, resume, result })
    const scored = result.score === null ? 'not scored' : `${result.score} of 100`
    return {
      output: { matchId, score: result.score, verdict: result.verdict },
      words: `${result.verdictWords} (${scored})`,
    }
  },
})

/** Matches one résumé with one posting: what is asked, what proves it, and a score that can be explained. */
export const matchAgent = defineAgent<MatchInput>({
  kind: 'match',
  input: matchInput,
  steps: [requirements, evidence, keep],
  async beforeRetry(tx, { userId, input }) {
    if (!(await readPosting(tx, userId, input.postingId))) throw fail('match_posting_not_found')
    if (!(await readResume(tx, userId, input.resumeId))) throw fail('match_resume_not_found')
  },
})
