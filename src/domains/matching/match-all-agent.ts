import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import { asWorker } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { defineAgent, defineStep, type StepTools } from '../agents/define-agent.ts'
import { startRun } from '../agents/start-run.ts'
import { readPosting, type ReadPosting } from '../postings/read-posting.ts'
import { readResume } from '../resumes/read-resume.ts'
import { choosePostings, readMatchBasis, type ChosenPostings, type MatchBasis } from './choose-postings.ts'
import { matchErrors } from './errors.ts'
import { extractRequirements } from './extract-requirements.ts'
import { keepMatches, type Matched } from './keep-matches.ts'
import type { MatchResult, Verdict } from './schema.ts'
import { scorePosting, type ScoreInput } from './score-posting.ts'
import { buildProfile } from './scoring/profile.ts'

const fail = failWith(matchErrors)

/** A run takes so many; it starts the next one when more are left. */
const AT_ONCE = 200
/** Progress is told about so often in a run. */
const TIMES_TOLD = 10

const matchAllInput = z.object({ resumeId: z.uuid() })
export type MatchAllInput = z.infer<typeof matchAllInput>
type Tools = StepTools<MatchAllInput>

const NOTHING_TO_DO = 'Everything is matched already'

function counted(number: number): string {
  return `${number} ${number === 1 ? 'posting' : 'postings'}`
}

async function chosen(tx: Tx, { userId, input }: Pick<Tools, 'userId' | 'input'>): Promise<ChosenPostings> {
  const found = await choosePostings(tx, userId, input.resumeId)
  // The résumé may have been removed since the run was started: then it ends with words, not with a retry.
  if (!found) throw fail('match_no_resume')
  return found
}

const choose = defineStep<MatchAllInput, number>({
  name: 'choose',
  label: 'Looking for postings that are not matched yet',
  work: async (tools) => (await asWorker(tools.ctx.db, (tx) => chosen(tx, tools))).postingIds.length,
  async commit(_tx, _tools, found) {
    const first = found > AT_ONCE ? `; the ${AT_ONCE} that promise most come first` : ''
    const words = found === 0 ? NOTHING_TO_DO : `Found ${counted(found)} to match${first}`
    return { output: { found }, words }
  },
})

interface Scored {
  basis: MatchBasis
  /** Also those that were gone when their turn came. */
  tried: string[]
  matched: (Matched & { requirements: NonNullable<Matched['requirements']> })[]
}

/** The résumé as read once for all postings. */
type Held = Required<Pick<ScoreInput, 'today' | 'profile'>>

function scoreOne(read: ReadPosting, { resume, targets }: MatchBasis, held: Held): Scored['matched'][number] {
  const requirements = extractRequirements(read)
  const result = scorePosting({
    requirements,
    facts: resume.facts,
    jsonResume: resume.jsonResume,
    posting: read.posting,
    postingText: read.text,
    ...held,
    targets,
  })
  return { posting: { id: read.id, text: read.text }, result, requirements }
}

/** Those that are still there, in their order. */
async function readSome({ ctx, userId }: Tools, ids: string[]): Promise<ReadPosting[]> {
  return asWorker(ctx.db, async (tx) => {
    const found: ReadPosting[] = []
    for (const id of ids) {
      const read = await readPosting(tx, userId, id)
      if (read) found.push(read)
    }
    return found
  })
}

const spoken: Record<Verdict, string> = {
  strong: 'strong fit',
  possible: 'possible fit',
  weak: 'weak fit',
  blocked: 'ruled out',
  cant_tell: 'cannot be told',
}

function progressWords({ posting }: ReadPosting, verdict: Verdict): string {
  const named = [posting.title, posting.hiringOrganization.name].filter((part) => part !== '')
  return `${spoken[verdict]} — ${named.join(', ')}`
}

async function scoreAll(tools: Tools): Promise<Scored> {
  const { postingIds, ...basis } = await asWorker(tools.ctx.db, (tx) => chosen(tx, tools))
  const ids = postingIds.slice(0, AT_ONCE)
  const every = Math.ceil(ids.length / TIMES_TOLD)
  const { facts, jsonResume } = basis.resume
  const today = tools.ctx.clock.now()
  const held = { today, profile: buildProfile({ facts, jsonResume, today }) }
  const matched: Scored['matched'] = []
  for (let done = 0; done < ids.length; done += every) {
    const some = ids.slice(done, done + every)
    const read = await readSome(tools, some)
    for (const posting of read) {
      tools.signal.throwIfAborted()
      matched.push(scoreOne(posting, basis, held))
      // Others in this process get their turn between two postings.
      await breathe()
    }
    const [last, result] = [read.at(-1), matched.at(-1)?.result]
    const count = done + some.length
    if (last && result && ids.length > 1)
      await tools.progress(
        `${count} of ${ids.length}: ${progressWords(last, result.verdict)}`,
        Math.round((100 * count) / ids.length),
      )
  }
  return { basis, tried: ids, matched }
}

/** Everything that scores rest on: when any of it changed meanwhile, they would be of yesterday. */
function fingerprint({ resume, rubricVersion }: MatchBasis): string {
  const facts = resume.facts.map(({ id, kind, text, path, value }) => [id, kind, text, path, value])
  return JSON.stringify([resume.versionId, rubricVersion, facts])
}

interface Tally {
  matched: number
  strong: number
  possible: number
  weak: number
  blocked: number
  cantTell: number
}

function tally(results: MatchResult[]): Tally {
  const of = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length
  return {
    matched: results.length,
    strong: of('strong'),
    possible: of('possible'),
    weak: of('weak'),
    blocked: of('blocked'),
    cantTell: of('cant_tell'),
  }
}

function tallyWords({ matched, strong, possible, blocked }: Tally): string {
  const fits = strong + possible === 0 ? 'none fits well' : `${strong} strong and ${possible} possible`
  return `Matched ${counted(matched)}: ${fits}${blocked > 0 ? `, ${blocked} ruled out` : ''}`
}

async function startNext(tx: Tx, { ctx, userId, input }: Tools): Promise<string> {
  return (await startRun(tx, ctx, matchAllAgent, { userId, input })).runId
}

const match = defineStep<MatchAllInput, Scored>({
  name: 'match',
  label: 'Looking for proof in your résumé, posting by posting',
  work: scoreAll,
  async commit(tx, tools, { basis, tried, matched }) {
    const { ctx, userId, input } = tools
    const now = await readMatchBasis(tx, userId, input.resumeId)
    if (!now) throw fail('match_no_resume')
    if (matched.length > 0 && fingerprint(now) !== fingerprint(basis)) {
      const nextRunId = await startNext(tx, tools)
      const words = 'Your résumé or what you look for has changed meanwhile: matching begins again'
      return { output: { ...tally([]), left: matched.length, nextRunId }, words }
    }
    const kept = await keepMatches(tx, ctx, { userId, resume: now.resume, matched })
    const counts = tally(matched.filter(({ posting }) => kept.has(posting.id)).map(({ result }) => result))
    const left = (await chosen(tx, tools)).postingIds
    // A run that kept nothing of what it tried would be followed by its like for ever.
    const goesOn = left.length > 0 && (counts.matched > 0 || left.some((id) => !tried.includes(id)))
    const nextRunId = goesOn ? await startNext(tx, tools) : null
    const done = counts.matched > 0 || goesOn ? tallyWords(counts) : NOTHING_TO_DO
    const words = goesOn ? `${done}; ${left.length} more follow in the next run` : done
    return { output: { ...counts, left: left.length, nextRunId }, words }
  },
})

/**
 * Matches a résumé with every open posting that it has no current match with. It works in memory and keeps all
 * in one transaction, so that a run that is killed loses or doubles nothing.
 */
export const matchAllAgent = defineAgent<MatchAllInput>({
  kind: 'match_all',
  input: matchAllInput,
  steps: [choose, match],
  async beforeRetry(tx, { userId, input }) {
    if (!(await readResume(tx, userId, input.resumeId))) throw fail('match_resume_not_found')
  },
})
