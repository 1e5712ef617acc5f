import type { Stage } from '../../../src/domains/applications/schema.ts'

/** A stage as people read it. */
export const stageWords: Record<Stage, string> = {
  saved: 'Saved',
  applied: 'Applied',
  recruiter_screen: 'Recruiter screen',
  assessment: 'Assessment',
  technical: 'Technical interview',
  final: 'Final interview',
  offer: 'Offer',
  closed: 'Closed',
}
