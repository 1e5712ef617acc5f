import { z } from 'zod'
import { asWorker } from '../../platform/db/transaction.ts'
import { failWith } from '../../platform/errors.ts'
import { defineAgent, defineStep, type StepTools } from '../agents/define-agent.ts'
import { readMatch } from '../matching/read-match.ts'
import { checkClaims } from './check-claims.ts'
import { composeLetter } from './compose-letter.ts'
import { draftText } from './draft-text.ts'
import { studioErrors } from './errors.ts'
import { keepDraft } from './keep-draft.ts'
import { readDraftSources, type DraftSources } from './read-draft-sources.ts'
import { composedDraftSchema, draftClaimSchema, type ComposedDraft, type DraftClaim } from './schema.ts'

const fail = failWith(studioErrors)

const draftInput = z.object({ matchId: z.uuid() })
export type DraftInput = z.infer<typeof draftInput>

const checkedOutput = z.object({ claims: z.array(draftClaimSchema) })

function sourcesOf({ ctx, userId, input }: StepTools<DraftInput>): Promise<DraftSources> {
  return asWorker(ctx.db, (tx) =>
    readDraftSources(tx, ctx, { userId, matchId: input.matchId, postingId: null }),
  )
}

const compose = defineStep<DraftInput, ComposedDraft>({
  name: 'compose',
  label: 'Writing from your facts',
  async work(tools) {
    const { posting, match, ...sources } = await sourcesOf(tools)
    if (!posting || !match) throw fail('draft_match_not_found')
    return composeLetter({ ...sources, posting, match, postingText: sources.postingText ?? '' })
  },
  async commit(_tx, _tools, draft) {
    const text = draftText(draft.text)
    return { output: { text, claims: draft.claims }, words: `Wrote ${text.split(/\s+/).length} words` }
  },
})

function checkedWords(claims: DraftClaim[]): string {
  const flagged = claims.filter((claim) => claim.flagged).length
  if (claims.length === 0) return 'It claims nothing that needs proof'
  const proved = `Checked ${claims.length} ${claims.length === 1 ? 'statement' : 'statements'} against your facts`
  return flagged === 0 ? `${proved}: nothing is unproved` : `${proved}: ${flagged} not proved`
}

/** The checker alone decides what is flagged; the composer knows more facts that a sentence was made of. */
function withSources(checked: DraftClaim[], composed: DraftClaim[]): DraftClaim[] {
  return checked.map((claim) => {
    const same = composed.find(({ span }) => span[0] === claim.span[0] && span[1] === claim.span[1])
    return same ? { ...claim, factIds: [...new Set([...claim.factIds, ...same.factIds])] } : claim
  })
}

const check = defineStep<DraftInput, DraftClaim[]>({
  name: 'check',
  label: 'Checking every claim',
  async work(tools) {
    const { text, claims } = composedDraftSchema.parse(tools.outputs['compose'])
    return withSources(checkClaims(text, await sourcesOf(tools)), claims)
  },
  commit: async (_tx, _tools, claims) => ({ output: { claims }, words: checkedWords(claims) }),
})

const keep = defineStep<DraftInput, null>({
  name: 'keep',
  label: 'Keeping the draft',
  work: async () => null,
  async commit(tx, { ctx, userId, input, outputs }) {
    const { text } = composedDraftSchema.parse(outputs['compose'])
    const { claims } = checkedOutput.parse(outputs['check'])
    const kept = await keepDraft(tx, ctx, { userId, matchId: input.matchId, text, claims })
    const words = kept.changed
      ? `Kept it as version ${kept.version}`
      : 'Your draft for this match stays as it is'
    return { output: { draftId: kept.draftId, version: kept.version }, words }
  },
})

/** Writes a cover letter for a match, checks each of its claims, keeps it for the person to read. */
export const draftAgent = defineAgent<DraftInput>({
  kind: 'draft',
  input: draftInput,
  steps: [compose, check, keep],
  async beforeRetry(tx, { userId, input }) {
    if (!(await readMatch(tx, userId, input.matchId))) throw fail('draft_match_not_found')
  },
})
