import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { asUser, asWorker, readAsUser } from '../platform/db/transaction.ts'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'

/** Postgres itself holds requests to one person's rows: proved on the catalogue, and by many people at once. */

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const rowsOf = async (query: string): Promise<string[]> => {
  const { rows } = await database.pool.query(query)
  return z
    .array(z.object({ name: z.string() }))
    .parse(rows)
    .map(({ name }) => name)
}

/** Tables that say something about a person: by a column, or by a reference to them. */
const people = `from pg_class t where t.relkind in ('r', 'p') and t.relnamespace = 'public'::regnamespace and (
  t.relname = 'users'
  or exists (select from pg_attribute a where a.attrelid = t.oid and not a.attisdropped
    and a.attname in ('user_id', 'subject_id', 'person_id', 'owner_id'))
  or exists (select from pg_constraint k where k.conrelid = t.oid and k.confrelid = 'users'::regclass))`
const granted = (role: string): string => `(
  has_table_privilege('${role}', t.oid, 'select, insert, update, delete, truncate, references, trigger')
  or has_any_column_privilege('${role}', t.oid, 'select, insert, update'))`
const forRequests = `from pg_policies p where p.schemaname = 'public' and p.tablename = t.relname
  and p.roles && array['jobpilot_request', 'public']::name[]`
/** A policy that looks at who asks, both in what it shows and in what it takes. */
const looksAtPerson = `(coalesce(p.qual, 'app.current_user_id()') ~ 'current_user_id'
  and coalesce(p.with_check, 'app.current_user_id()') ~ 'current_user_id')`

/** What is wrong with the tables as they are, by name. */
async function findHoles(): Promise<string[]> {
  const found = await Promise.all([
    rowsOf(
      `select t.relname || ' is not isolated' as name ${people} and not (t.relrowsecurity and t.relforcerowsecurity)`,
    ),
    rowsOf(`select t.relname || ' lets requests in by a policy that ignores who asks' as name ${people}
      and exists (select ${forRequests} and not ${looksAtPerson})`),
    rowsOf(`select t.relname || ' is granted to everybody' as name from pg_class t
      where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p', 'v', 'm') and ${granted('public')}`),
    rowsOf(`select t.relname || ' is a view that runs as its owner' as name from pg_class t
      where t.relnamespace = 'public'::regnamespace and t.relkind in ('v', 'm') and ${granted('jobpilot_request')}
      and not coalesce('security_invoker=true' = any (t.reloptions), false)`),
  ])
  return found.flat().toSorted()
}

describe('the catalogue', () => {
  test('says that every table with a person’s rows is isolated, also from its owner', async () => {
    expect((await rowsOf(`select t.relname as name ${people}`)).length).toBeGreaterThan(30)
    expect(await findHoles()).toEqual([])
  })

  test('lets requests reach no table of the system’s own but what everybody may know', async () => {
    const shared = await rowsOf(`select t.relname as name from pg_class t
      where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p', 'v', 'm') and ${granted('jobpilot_request')}
      and not exists (select ${forRequests} and ${looksAtPerson}) order by 1`)
    // How many jobs a lane runs at a time.
    expect(shared).toEqual(['job_lane'])
  })

  test('keeps what proves who somebody is away from requests', async () => {
    const secrets = [
      'auth_session',
      'auth_account',
      'auth_verification',
      'second_factor',
      'backup_code',
      'email_change',
    ]
    const reached = await rowsOf(`select t.relname as name from pg_class t
      where t.relname = any ('{${secrets.join(',')}}') and ${granted('jobpilot_request')}`)
    expect(reached).toEqual([])
  })

  test('lets people change nothing about their own standing', async () => {
    const columns =
      await rowsOf(`select a.attname as name from pg_attribute a where a.attrelid = 'users'::regclass
      and a.attnum > 0 and has_column_privilege('jobpilot_request', 'users', a.attname, 'update') order by 1`)
    expect(columns).toEqual(['name', 'time_zone'])
    const audit =
      await rowsOf(`select privilege as name from unnest(array['update', 'delete', 'truncate']) privilege
      where has_table_privilege('jobpilot_request', 'audit_event', privilege)
        or has_table_privilege('jobpilot_worker', 'audit_event', privilege)`)
    expect(audit).toEqual([])
  })

  test('knows two roles that can neither log in nor bypass', async () => {
    const mighty =
      await rowsOf(`select rolname as name from pg_roles where rolname ~ '^jobpilot_(request|worker)$'
      and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb or rolreplication)`)
    expect(mighty).toEqual([])
    expect(
      await rowsOf(`select r.rolname as name from pg_auth_members m join pg_roles r on r.oid = m.member
        where r.rolname ~ '^jobpilot_(request|worker)$'`),
    ).toEqual([])
  })

  test('has functions that run as their owner only with a fixed search path', async () => {
    const loose = await rowsOf(`select p.oid::regprocedure::text as name from pg_proc p
      where p.prosecdef and p.pronamespace in ('app'::regnamespace, 'public'::regnamespace)
      and not coalesce(array_to_string(p.proconfig, ',') ~ 'search_path=pg_catalog, pg_temp', false)`)
    expect(loose).toEqual([])
  })

  test('is found wanting as soon as a table forgets', async () => {
    await database.pool.query(`create table planted_open (id int, user_id uuid)`)
    await database.pool.query(`create table planted_reference (id int, author uuid references users (id))`)
    await database.pool.query(`create table planted_blind (id int, user_id uuid)`)
    await database.pool.query(`call app.protect_user_table('planted_blind')`)
    await database.pool.query(`alter policy own_rows on planted_blind using (true)`)
    await database.pool.query(`create table planted_public (id int)`)
    await database.pool.query(`grant select on planted_public to public`)
    try {
      expect(await findHoles()).toEqual([
        'planted_blind lets requests in by a policy that ignores who asks',
        'planted_open is not isolated',
        'planted_public is granted to everybody',
        'planted_reference is not isolated',
      ])
    } finally {
      await database.pool.query('drop table planted_open, planted_reference, planted_blind, planted_public')
    }
  })
})

const PEOPLE = 50
const OPERATIONS = 10_000

/** The same numbers each time. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed + 1
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

interface Crowd {
  everybody: string[]
  /** Tables that requests may read, with an owner in each row. */
  tables: string[]
  leaks: string[]
  done: number
}

async function gather(): Promise<Crowd> {
  const everybody = await asWorker(database.db, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      insert into users (email) select 'crowd-' || gen_random_uuid() || '@example.org'
      from generate_series(1, ${PEOPLE}::int) returning id`.execute(tx)
    return rows.map(({ id }) => id)
  })
  const tables = await rowsOf(`select t.relname as name ${people} and t.relname <> 'users'
    and has_table_privilege('jobpilot_request', t.oid, 'select')
    and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'user_id') order by 1`)
  return { everybody, tables, leaks: [], done: 0 }
}

/** One of the fifty: what they do, one after the other, and what they know they own. */
class Somebody {
  readonly #crowd: Crowd
  readonly #id: string
  readonly #below: (below: number) => number
  #consents = 0

  constructor(crowd: Crowd, index: number) {
    this.#crowd = crowd
    this.#id = crowd.everybody[index] ?? ''
    this.#below = numbersFrom(index)
  }

  async act(): Promise<void> {
    const acts = [
      () => this.#read(),
      () => this.#read(),
      () => this.#read(),
      () => this.#add(),
      () => this.#changeAll(),
      () => this.#forge(),
      () => this.#give(),
      () => this.#fail(),
      () => this.#work(),
      () => this.#removeOne(),
    ]
    const act = acts[this.#below(acts.length)]
    // People who change the same rows wait for each other until Postgres gives up: that is none of their own either.
    await act?.().catch((error: unknown) => this.#check(false, String(error)))
    this.#crowd.done++
  }

  #check(isFine: boolean, what: string): void {
    if (!isFine) this.#crowd.leaks.push(what)
  }

  #other(): string {
    const others = this.#crowd.everybody.filter((id) => id !== this.#id)
    return others[this.#below(others.length)] ?? ''
  }

  /** A query that forgot its owner, through either kind of transaction. */
  async #read(): Promise<void> {
    const table = this.#crowd.tables[this.#below(this.#crowd.tables.length)] ?? 'consent'
    const open = this.#below(2) === 0 ? asUser : readAsUser
    const { rows } = await open(database.db, this.#id, (tx) =>
      sql<{ owner: string }>`select user_id as owner from ${sql.table(table)}`.execute(tx),
    )
    this.#check(
      rows.every(({ owner }) => owner === this.#id),
      `read ${table} of somebody else`,
    )
    if (table === 'consent')
      this.#check(rows.length === this.#consents, `saw ${rows.length} of ${this.#consents}`)
  }

  async #add(): Promise<void> {
    await asUser(database.db, this.#id, (tx) => insertConsent(this.#id).execute(tx))
    this.#consents++
  }

  async #changeAll(): Promise<void> {
    const { numAffectedRows } = await asUser(database.db, this.#id, (tx) =>
      sql`update consent set version = version || 'x'`.execute(tx),
    )
    this.#check(Number(numAffectedRows) === this.#consents, 'changed consent of somebody else')
  }

  /** A row in somebody else's name. */
  async #forge(): Promise<void> {
    const written = asUser(database.db, this.#id, (tx) => insertConsent(this.#other()).execute(tx))
    this.#check(await isRefused(written), 'wrote a row in somebody else’s name')
  }

  async #give(): Promise<void> {
    if (this.#consents === 0) return
    const given = asUser(database.db, this.#id, (tx) =>
      sql`update consent set user_id = ${this.#other()}::uuid`.execute(tx),
    )
    this.#check(await isRefused(given), 'gave rows to somebody else')
  }

  /** A transaction that breaks off leaves neither rows nor its person on the connection. */
  async #fail(): Promise<void> {
    const failing = asUser(database.db, this.#id, async (tx) => {
      await insertConsent(this.#id).execute(tx)
      await sql`select 1 / 0`.execute(tx)
    })
    this.#check(
      (await failing.then(
        () => false,
        () => true,
      )) === true,
      'a broken transaction was kept',
    )
  }

  /** The system's own work goes over the same connections. */
  async #work(): Promise<void> {
    const { rows } = await asWorker(database.db, (tx) =>
      sql<{ count: number }>`select count(*)::int as count from users`.execute(tx),
    )
    this.#check((rows[0]?.count ?? 0) >= PEOPLE, 'the worker was held to one person')
  }

  async #removeOne(): Promise<void> {
    const { numAffectedRows } = await asUser(database.db, this.#id, (tx) =>
      sql`delete from consent where id = (select id from consent limit 1)`.execute(tx),
    )
    const removed = Number(numAffectedRows)
    this.#check(removed === Math.min(1, this.#consents), `removed ${removed}`)
    this.#consents -= Math.min(1, this.#consents)
  }
}

const insertConsent = (userId: string) =>
  sql`insert into consent (user_id, purpose, version, granted) values (${userId}::uuid, 'test', '1', true)`

function isRefused(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => false,
    (error: unknown) => error instanceof Error && error.message.includes('row-level security'),
  )
}

async function actTogether(crowd: Crowd, operations: number): Promise<void> {
  await Promise.all(
    crowd.everybody.map(async (_id, index) => {
      const somebody = new Somebody(crowd, index)
      for (let turn = 0; turn < operations / PEOPLE; turn++) await somebody.act()
    }),
  )
}

describe('fifty people at once over ten connections', () => {
  test('see, change and remove their own rows alone', async () => {
    const crowd = await gather()
    expect(crowd.tables.length).toBeGreaterThan(20)
    await actTogether(crowd, OPERATIONS)
    expect(crowd).toMatchObject({ leaks: [], done: OPERATIONS })
  }, 60_000)

  test('notice when the policy of a single table is gone', async () => {
    await database.pool.query('delete from consent')
    await database.pool.query('alter policy own_rows on consent using (true) with check (true)')
    try {
      const crowd = { ...(await gather()), tables: ['consent'] }
      await actTogether(crowd, 200)
      expect(crowd.leaks.length).toBeGreaterThan(20)
      expect(crowd.leaks).toContain('read consent of somebody else')
    } finally {
      await database.pool
        .query(`alter policy own_rows on consent using (user_id = (select app.current_user_id()))
        with check (user_id = (select app.current_user_id()))`)
    }
  })
})
