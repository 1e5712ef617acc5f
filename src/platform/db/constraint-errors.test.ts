import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { DomainError, failWith } from '../errors.ts'
import { constraintOf, mapConstraint } from './constraint-errors.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
  await database.pool.query(
    'create table seat (n int constraint seat_taken unique, constraint seat_positive check (n > 0))',
  )
})
afterAll(() => database.drop())

const fail = failWith({ seat_taken: { kind: 'conflict', words: 'That seat is taken. Choose another.' } })
const errors = { seat_taken: (cause: unknown) => fail('seat_taken', { cause }) }

const refusal = (n: number | string): Promise<unknown> =>
  database.pool.query('insert into seat values ($1)', [n]).then(
    () => null,
    (error: unknown) => error,
  )

test('a named constraint becomes its domain error, with the cause for the log', async () => {
  expect(await refusal(1)).toBeNull()
  const error = await refusal(1)
  const mapped = mapConstraint(error, errors)
  expect(mapped).toBeInstanceOf(DomainError)
  expect(mapped).toMatchObject({ code: 'seat_taken', kind: 'conflict', cause: error })
})

test('another constraint, another error and no error at all stay as they are', async () => {
  const check = await refusal(-1)
  expect(constraintOf(check)).toBe('seat_positive')
  expect(mapConstraint(check, errors)).toBe(check)
  const notANumber = await refusal('x')
  expect(constraintOf(notANumber)).toBeNull()
  expect(mapConstraint(notANumber, errors)).toBe(notANumber)
  expect(mapConstraint('odd', errors)).toBe('odd')
})
