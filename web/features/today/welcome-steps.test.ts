import { expect, test } from 'vitest'
import { currentStep, isDone, stepAfter, welcomeSteps, type Progress } from './welcome-steps.ts'

const start: Progress = { hasResume: false, factsToConfirm: 0, hasTarget: false, hasMatch: false }

test('one goes on where one stopped', () => {
  expect(currentStep(null, start)).toBe('resume')
  expect(currentStep(null, { ...start, hasResume: true, factsToConfirm: 3 })).toBe('facts')
  expect(currentStep(null, { ...start, hasResume: true })).toBe('targets')
  expect(currentStep(null, { ...start, hasResume: true, hasTarget: true })).toBe('match')
  expect(currentStep(null, { ...start, hasResume: true, hasTarget: true, hasMatch: true })).toBe('match')
})

test('the address decides, unless it names no step', () => {
  expect(currentStep('targets', start)).toBe('targets')
  expect(currentStep('nonsense', start)).toBe('resume')
})

test('facts are not done before there is a résumé', () => {
  expect(isDone('facts', start)).toBe(false)
  expect(welcomeSteps.filter((step) => isDone(step, { ...start, hasResume: true }))).toEqual([
    'resume',
    'facts',
  ])
})

test('each step leads to the next and the last to none', () => {
  expect(welcomeSteps.map(stepAfter)).toEqual(['facts', 'targets', 'match', null])
})
