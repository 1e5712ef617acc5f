import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asUser, asWorker } from '../../platform/db/transaction.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { auditActor, recordAudit, type AuditRecord } from './record-audit.ts'

const ADA = '0190a000-0000-7000-8000-00000000000a'
const EVE = '0190a000-0000-7000-8000-00000000000e'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const entry = (subjectId: string | null, action: string): AuditRecord => ({
  actorId: subjectId,
  actorRole: 'user',
  action,
  targetType: 'user',
  targetId: subjectId,
  subjectId,
  address: '203.0.113.77',
})

const actionsSeenBy = (userId: string): Promise<string[]> =>
  asUser(database.db, userId, async (tx) => {
    const rows = await tx.selectFrom('audit_event').select('action').orderBy('id').execute()
    return rows.map(({ action }) => action)
  })

describe('in a person’s own transaction', () => {
  test('what concerns them is added and read, what concerns others neither', async () => {
    await asUser(database.db, ADA, (tx) => recordAudit(tx, entry(ADA, 'test.ada')))
    await asWorker(database.db, (tx) => recordAudit(tx, entry(EVE, 'test.eve'), entry(null, 'test.nobody')))
    for (const subject of [EVE, null])
      await expect(
        asUser(database.db, ADA, (tx) => recordAudit(tx, entry(subject, 'test.forged'))),
      ).rejects.toThrow(/row-level security/)
    expect(await actionsSeenBy(ADA)).toEqual(['test.ada'])
    expect(await actionsSeenBy(EVE)).toEqual(['test.eve'])
  })

  test.each(['update audit_event set action = action', 'delete from audit_event'])(
    'nothing is changed or removed, nor in the worker’s: %s',
    async (statement) => {
      for (const role of ['jobpilot_request', 'jobpilot_worker']) {
        // One message is one transaction, which its failure rolls back.
        await expect(database.pool.query(`set local role ${role}; ${statement}`)).rejects.toThrow(
          /permission denied/,
        )
      }
    },
  )
})

test('an entry goes with its transaction', async () => {
  const failing = asWorker(database.db, async (tx) => {
    await recordAudit(tx, entry(ADA, 'test.undone'))
    throw new Error('undone')
  })
  await expect(failing).rejects.toThrow('undone')
  expect(await actionsSeenBy(ADA)).not.toContain('test.undone')
})

test('only the network is kept of where somebody was', async () => {
  await asWorker(database.db, (tx) => recordAudit(tx, entry(ADA, 'test.where')))
  const { rows } = await database.pool.query(`select address from audit_event where action = 'test.where'`)
  expect(rows).toEqual([{ address: '203.0.113.0/24' }])
})

test('the command line on the machine acts as nobody in particular', () => {
  const session = {
    userId: ADA,
    role: 'operator',
    plan: 'free',
    sessionId: ADA,
    mfa: false,
    authTime: null,
  } as const
  const caller = { requestId: 'request-1' }
  expect(auditActor({ session: { ...session, via: 'machine' }, ...caller })).toMatchObject({ actorId: null })
  expect(auditActor({ session: { ...session, via: 'token' }, ...caller })).toEqual({
    actorId: ADA,
    actorRole: 'operator',
    requestId: 'request-1',
    address: null,
  })
})
