import { expect, test } from 'vitest'
import { loggedError } from './log.ts'

test('an error of the database driver is logged without the row it names', () => {
  const error = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(ada@example.org) already exists.',
    client: { password: 'secret' },
  })
  const logged = loggedError(error)
  expect(logged).toMatchObject({ type: 'Error', message: 'duplicate key', code: '23505' })
  expect(JSON.stringify(logged)).not.toMatch(/ada@example\.org|secret/)
})

test('something else that was thrown is still told', () => {
  expect(loggedError('out of cheese')).toEqual({ type: 'string', message: 'out of cheese' })
})
