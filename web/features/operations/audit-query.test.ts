import { expect, test } from 'vitest'
import { auditQuery, countAuditFilters, readAuditFilters, readAuditSearch } from './audit-query.ts'

const id = '0195f3a0-1111-7abc-8def-0123456789ab'
const read = (query: string) => readAuditFilters(new URLSearchParams(query))

test('the address says what was chosen, and only that', () => {
  const query = { action: 'jobs.retry', actor: id, type: 'job', target: id, since: '1h' }
  expect(auditQuery(read(new URLSearchParams(query).toString()))).toEqual(query)
  expect(auditQuery(read('actor=me&since=9y&from=yesterday'))).toEqual({})
  expect(countAuditFilters(read('action=jobs&type=job'))).toBe(2)
})

test('the server gets ids and times', () => {
  const now = Date.parse('2026-11-20T12:00:00Z')
  expect(readAuditSearch(`action=jobs&actor=${id}&type=job&target=${id}&since=1h`, now).filter).toEqual({
    action: 'jobs',
    actorId: id,
    targetType: 'job',
    targetId: id,
    from: '2026-11-20T11:00:00.000Z',
  })
  expect(readAuditSearch('from=2026-11-01&to=2026-11-02', now).filter).toEqual({
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-11-02T00:00:00.000Z',
  })
})
