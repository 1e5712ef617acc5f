import type { EvidenceClass, Verdict } from '../domains/matching/schema.ts'
import type { MatchReport } from './match.ts'
import { note, out, table } from './print.ts'

const verdictWords: Record<Verdict, string> = {
  strong: 'Strong fit',
  possible: 'Possible fit',
  weak: 'Weak fit',
  blocked: 'Blocked',
  cant_tell: "Can't tell",
}
const classWords: Record<EvidenceClass, string> = {
  met: '✓ met',
  partly: '◐ partly',
  adjacent: '≈ close to it',
  missing: '✗ missing',
  unknown: "? can't tell",
}

/** The report for a person: verdict, gates, evidence table, then the draft. */
export function printMatch(report: MatchReport): void {
  const { match, posting, resume, draft } = report
  const facts = new Map(resume.facts.map((fact) => [fact.id, fact.text]))
  const evidence = new Map(match.evidence.map((item) => [item.requirementId, item]))
  const employer = posting.hiringOrganization.name
  out(`${posting.title}${employer ? ` · ${employer}` : ''}`)
  out(
    `${verdictWords[match.verdict]}${match.score === null ? '' : `, ${match.score} of 100`}. ${match.verdictWords}\n`,
  )
  for (const gate of match.gates)
    out(`${gate.result === 'pass' ? '✓' : gate.result === 'fail' ? '✗' : '?'} ${gate.reason}`)
  if (match.gates.length > 0) out('')
  if (posting.requirements.length > 0) {
    out(
      table(posting.requirements, [
        { title: 'Result', max: 14, value: ({ id }) => classWords[evidence.get(id)?.class ?? 'unknown'] },
        { title: 'Weight', max: 8, value: ({ tier }) => (tier === 'must' ? 'required' : 'nice') },
        { title: 'The posting asks', max: 44, value: ({ text }) => text },
        {
          title: 'Your résumé says',
          max: 48,
          value: ({ id }) => proof(evidence.get(id)?.factIds ?? [], facts),
        },
      ]),
    )
  }
  if (draft.text) printDraft(draft)
  else note('\nNo draft: there is nothing in this posting to prove anything against.')
}

function proof(factIds: readonly string[], facts: ReadonlyMap<string, string>): string {
  return factIds.map((id) => facts.get(id) ?? '').join(' · ')
}

function printDraft(draft: MatchReport['draft']): void {
  out(`\n${'─'.repeat(72)}\n${draft.text}\n${'─'.repeat(72)}`)
  const flagged = draft.claims.filter((claim) => claim.flagged).length
  note(
    flagged === 0
      ? `Every statement of this draft rests on facts of the résumé (${draft.claims.length} claims).`
      : `${flagged} of ${draft.claims.length} claims rest on no fact: check them before you send this.`,
  )
}
