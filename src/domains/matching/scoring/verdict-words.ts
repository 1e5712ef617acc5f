import type { Gate, MatchEvidence, Requirement, Verdict } from '../schema.ts'
import { named } from './evidence-draft.ts'

interface Input {
  verdict: Verdict
  requirements: Requirement[]
  found: MatchEvidence[]
  gates: Gate[]
}

const opening: Record<Exclude<Verdict, 'cant_tell' | 'blocked'>, string> = {
  strong: 'A strong fit',
  possible: 'A possible fit',
  weak: 'A weak fit',
}

function counted(met: number, musts: number): string {
  if (musts === 0) return 'nothing is required outright'
  if (musts === 1) return met === 1 ? 'the one must-have is met' : 'the one must-have is not shown in full'
  if (met === 0) return `none of the ${musts} must-haves is shown in full`
  return met === musts
    ? `all ${musts} must-haves are met`
    : `${met} of ${musts} must-haves ${met === 1 ? 'is' : 'are'} met`
}

/** One or two plain sentences: how many musts are met, and what is missing first. */
export function verdictWords({ verdict, requirements, found, gates }: Input): string {
  const failed = gates.find((gate) => gate.result === 'fail')
  if (verdict === 'blocked' && failed?.own)
    return `Not what you look for: ${failed.reason} If that is fine with you, change or pause the target.`
  if (verdict === 'blocked' && failed) return `Ruled out: ${failed.reason}`
  if (verdict === 'cant_tell' || verdict === 'blocked') return 'It cannot be told.'
  const classes = new Map(found.map((entry) => [entry.requirementId, entry.class]))
  const musts = requirements.filter((requirement) => requirement.tier === 'must')
  const met = musts.filter((requirement) => classes.get(requirement.id) === 'met').length
  const missing = musts.find((requirement) => classes.get(requirement.id) === 'missing')
  const gap = missing ? ` The first gap: “${named(missing)}”.` : ''
  return `${opening[verdict]}: ${counted(met, musts.length)}.${gap}`
}
