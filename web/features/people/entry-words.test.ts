import { expect, test } from 'vitest'
import { entryWords } from './entry-words.ts'

test.each([
  ['people.setRole', { role: 'user' }, { role: 'admin' }, 'Role: user → admin'],
  ['people.setPlan', { plan: 'free' }, { plan: 'pro' }, 'Plan: free → pro'],
  ['people.suspend', { state: 'active' }, { state: 'suspended' }, 'Suspended'],
  ['second_step.use_backup_code', null, null, 'Second step use backup code'],
  ['something.veryNew', null, null, 'Something very new'],
])('%s', (action, before, after, words) => {
  expect(entryWords({ action, before, after })).toBe(words)
})
