export const welcomeSteps = ['resume', 'facts', 'targets', 'match'] as const
export type WelcomeStep = (typeof welcomeSteps)[number]

export const stepTitles: Record<WelcomeStep, string> = {
  resume: 'Your résumé',
  facts: 'Its facts',
  targets: 'What you look for',
  match: 'First matches',
}

/** How far somebody is, from what there is. */
export interface Progress {
  /** A résumé of their own was read. */
  hasResume: boolean
  factsToConfirm: number
  hasTarget: boolean
  hasMatch: boolean
}

export function isDone(step: WelcomeStep, progress: Progress): boolean {
  if (step === 'resume') return progress.hasResume
  if (step === 'facts') return progress.hasResume && progress.factsToConfirm === 0
  return step === 'targets' ? progress.hasTarget : progress.hasMatch
}

/** The step the address names; without one, the first that is still open. */
export function currentStep(named: string | null, progress: Progress): WelcomeStep {
  return (
    welcomeSteps.find((step) => step === named) ??
    welcomeSteps.find((step) => !isDone(step, progress)) ??
    'match'
  )
}

/** The one after; null after the last. */
export function stepAfter(step: WelcomeStep): WelcomeStep | null {
  return welcomeSteps[welcomeSteps.indexOf(step) + 1] ?? null
}
