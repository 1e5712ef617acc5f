import fc from 'fast-check'
import { expect, test } from 'vitest'
import { admit, type Limits } from './admit.ts'

const limits = (given: Partial<Limits> = {}): Limits => ({
  maxRunning: null,
  perPerson: null,
  perTask: new Map(),
  ...given,
})
const job = (id: string, userId: string | null, task = 'a') => ({ id, user_id: userId, task })

test('a person over their limit waits, and takes no place of others', () => {
  const candidates = [job('1', 'ann'), job('2', 'ann'), job('3', 'ann'), job('4', 'bea')]
  const { admitted, held } = admit(candidates, [], limits({ perPerson: 1, maxRunning: 2 }))
  expect(admitted).toEqual(['1', '4'])
  expect([...held]).toEqual([
    ['2', 'person'],
    ['3', 'person'],
  ])
})

test('what runs already counts, by person, task and lane', () => {
  const running = [{ task: 'a', user_id: 'ann', count: 2 }]
  const one = [job('1', 'bea')]
  expect(admit(one, running, limits({ maxRunning: 2 })).held.get('1')).toBe('lane')
  expect(admit(one, running, limits({ perTask: new Map([['a', 2]]) })).held.get('1')).toBe('task')
  expect(admit([job('1', 'ann')], running, limits({ perPerson: 2 })).held.get('1')).toBe('person')
  expect(admit(one, running, limits({ perPerson: 2 })).admitted).toEqual(['1'])
})

test('jobs of the system have no person to be fair to', () => {
  const { admitted } = admit([job('1', null), job('2', null)], [], limits({ perPerson: 1 }))
  expect(admitted).toEqual(['1', '2'])
})

test('no limit is ever passed, and nobody waits while there is room for them', () => {
  const place = fc.record({
    user_id: fc.constantFrom(null, 'ann', 'bea', 'cy'),
    task: fc.constantFrom('a', 'b'),
  })
  const limit = fc.option(fc.integer({ min: 1, max: 6 }))
  fc.assert(
    fc.property(fc.array(place), limit, limit, limit, (places, maxRunning, perPerson, ofA) => {
      const candidates = places.map((entry, at) => ({ ...entry, id: String(at) }))
      const perTask = new Map(ofA === null ? [] : [['a', ofA]])
      const { admitted, held } = admit(candidates, [], { maxRunning, perPerson, perTask })
      expect(admitted.length + held.size).toBe(candidates.length)
      const running = candidates.filter(({ id }) => admitted.includes(id))
      const of = (field: 'user_id' | 'task', value: string) =>
        running.filter((entry) => entry[field] === value).length
      expect(running.length).toBeLessThanOrEqual(maxRunning ?? Infinity)
      expect(of('task', 'a')).toBeLessThanOrEqual(ofA ?? Infinity)
      for (const person of ['ann', 'bea', 'cy'])
        expect(of('user_id', person)).toBeLessThanOrEqual(perPerson ?? Infinity)
      const room = { person: perPerson, task: ofA, lane: maxRunning }
      for (const [id, why] of held) {
        const { user_id: userId, task } = candidates[Number(id)] ?? { user_id: null, task: '' }
        const taken = { person: of('user_id', userId ?? ''), task: of('task', task), lane: running.length }
        expect(taken[why]).toBe(room[why])
      }
    }),
  )
})
