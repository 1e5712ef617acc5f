import type { Outcome, Stage } from '../../../src/domains/applications/schema.ts'
import type { Tone } from '../../ui/notice.tsx'

/** In their order; schema.ts has the same, but with zod, which a page's first load can do without. */
export const stages: readonly Stage[] = [
  'saved',
  'applied',
  'recruiter_screen',
  'assessment',
  'technical',
  'final',
  'offer',
  'closed',
]
export const outcomes: readonly Outcome[] = ['accepted', 'declined', 'rejected', 'withdrawn', 'ghosted']

const stageLabels: Record<Stage, string> = {
  saved: 'Saved',
  applied: 'Applied',
  recruiter_screen: 'Recruiter call',
  assessment: 'Assessment',
  technical: 'Technical interview',
  final: 'Final interview',
  offer: 'Offer',
  closed: 'Closed',
}
const outcomeLabels: Record<Outcome, string> = {
  accepted: 'Accepted',
  declined: 'Declined by you',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  ghosted: 'No answer',
}

export function stageWords(stage: Stage): string {
  return stageLabels[stage]
}

export function outcomeWords(outcome: Outcome): string {
  return outcomeLabels[outcome]
}

/** Only these say how it ended. */
export function hasOutcome(stage: Stage): boolean {
  return stage === 'offer' || stage === 'closed'
}

export function stageTone(stage: Stage, outcome: Outcome | null): Tone {
  if (outcome === 'accepted') return 'good'
  if (stage === 'closed' || stage === 'saved') return 'quiet'
  return stage === 'offer' ? 'good' : 'fair'
}

export function isStage(word: string): word is Stage {
  return stages.some((stage) => stage === word)
}
