import { expect, test } from 'vitest'
import { auditWords, type AuditEntry } from './audit-words.ts'

const jobId = '0195f3a0-1111-7abc-8def-0123456789ab'
const entry = (action: string, part: Partial<AuditEntry>): AuditEntry => ({
  id: 1,
  at: '2026-11-20T09:00:00.000Z',
  actor: null,
  actorRole: 'operator',
  action,
  targetType: 'job',
  targetId: jobId,
  reason: 'why',
  before: null,
  after: null,
  ...part,
})

const said = (action: string, part: Partial<AuditEntry> = {}) => {
  const { words, target } = auditWords(entry(action, part))
  return [words, target?.name].filter(Boolean).join(' ')
}

test('jobs are named by their task', () => {
  expect(said('jobs.retry', { before: { task: 'agents.match' } })).toBe('Retried agents.match 456789ab')
  expect(said('jobs.setPriority', { after: { priority: -5 }, before: { task: 'a.b' } })).toBe(
    'Set the priority of (now -5) a.b 456789ab',
  )
})

test('a bulk action says which jobs and how many', () => {
  const after = { action: 'retry', expected: 3412, filter: { state: 'failed', fingerprint: 'abc' } }
  expect(said('jobs.bulk', { after })).toBe(
    'Retry all 3,412 jobs (state failed, fingerprint abc): job 456789ab',
  )
})

test('pauses and limits are told by what they are for', () => {
  const target = { lane: 'agents', task: null, userId: null }
  expect(said('holds.add', { targetType: 'hold', after: target })).toBe('Paused the lane agents')
  expect(said('holds.lift', { targetType: 'hold', before: { ...target, task: 'a.b' } })).toBe(
    'Lifted the pause of the task a.b, the lane agents',
  )
  const limits = { before: { maxRunning: null, perPerson: 2 }, after: { maxRunning: 40, perPerson: 2 } }
  expect(said('lanes.setLimits', { targetType: 'lane', targetId: 'agents', ...limits })).toBe(
    'Set limits (at a time as in the code → 40, a person 2 → 2) of agents',
  )
})

test('schedules keep their names, and an action of tomorrow its own', () => {
  expect(said('schedules.pause', { targetType: 'schedule', before: { name: 'nightly' } })).toBe(
    'Paused the schedule nightly',
  )
  expect(said('users.setRole', { targetType: 'user', targetId: 'u1' })).toBe('users.setRole user u1')
})

test('what was done to people leads to their page', () => {
  expect(said('people.suspend', { targetType: 'person' })).toBe('Suspended person 456789ab')
  expect(auditWords(entry('people.setRole', { targetType: 'person' })).target?.to).toBe(`/people/${jobId}`)
})
