import { describe, expect, test } from 'vitest'
import { countFilters, filterQuery, readFilters, toJobFilter } from './filters.ts'

const id = '0195f3a0-1111-7abc-8def-0123456789ab'
const read = (query: string) => readFilters(new URLSearchParams(query))
const now = Date.parse('2026-11-20T12:00:00Z')

describe('the address of a list of jobs', () => {
  test('says what was chosen, and only that', () => {
    const query = { state: 'failed', task: 'agents.match', error: 'job_timeout', since: '24h', batch: id }
    expect(filterQuery(read(new URLSearchParams(query).toString()))).toEqual(query)
    expect(filterQuery(read(''))).toEqual({})
  })

  test('what it says wrongly is not said', () => {
    expect(filterQuery(read('state=nonsense&since=9y&batch=1&from=yesterday'))).toEqual({})
    expect(read(`task=${'x'.repeat(300)}`).task).toHaveLength(200)
  })

  test('the last hours stand for themselves', () => {
    expect(filterQuery(read('since=1h&from=2026-11-01T00:00:00Z'))).toEqual({ since: '1h' })
  })
})

describe('toJobFilter', () => {
  test('counts back from now', () => {
    expect(toJobFilter(read('state=failed&since=15m'), now)).toEqual({
      state: 'failed',
      from: '2026-11-20T11:45:00.000Z',
    })
  })

  test('takes over what is named', () => {
    const query = `task=a.b&lane=agents&person=sam@example.org&key=k&error=e&fingerprint=f&user=${id}&parent=${id}&schedule=${id}&batch=${id}&from=2026-11-01&to=2026-11-02`
    expect(toJobFilter(read(query), now)).toEqual({
      state: 'all',
      task: 'a.b',
      lane: 'agents',
      email: 'sam@example.org',
      key: 'k',
      error: 'e',
      fingerprint: 'f',
      userId: id,
      parentId: id,
      scheduleId: id,
      batchId: id,
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-02T00:00:00.000Z',
    })
  })

  test('an address that has just been begun is left out', () => {
    expect(toJobFilter(read('person=s'), now)).toEqual({ state: 'all' })
  })
})

test.each([
  ['', 0],
  ['state=failed', 0],
  ['state=failed&task=a', 1],
  ['from=2026-11-01&to=2026-11-02&key=k', 2],
])('%j narrows by %d', (query, count) => {
  expect(countFilters(read(query))).toBe(count)
})
