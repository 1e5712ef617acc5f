import { expect, test } from 'vitest'
import { securityWords } from './security-words.ts'

test.each([
  ['sessions.signIn', false, 'Signed in'],
  ['people.setRole', true, 'Changed the role (by whoever runs this JobPilot)'],
  ['lanes.setLimits', false, 'Lanes: set limits'],
  ['something_new.has_happened', false, 'Something new: has happened'],
  ['odd', false, 'Odd'],
  ['', false, ''],
])('%j, by another: %j, is %j', (action, byAnother, words) => {
  expect(securityWords(action, byAnother)).toBe(words)
})
