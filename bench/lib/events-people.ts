import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { formatToken, hashToken } from '../../src/domains/account/access-token.ts'
import type { BenchDatabase } from './bench-database.ts'

/** Somebody with a token and a run to which events belong. */
export interface EventPerson {
  userId: string
  runId: string
  token: string
}

/** Makes people straight in SQL; signing in thousands would be a bench of its own. */
export async function seedEventPeople(database: BenchDatabase, count: number): Promise<EventPerson[]> {
  const people = Array.from({ length: count }, () => ({
    userId: randomUUID(),
    runId: randomUUID(),
    token: formatToken(randomBytes(32)),
  }))
  const userIds = people.map(({ userId }) => userId)
  const client = new pg.Client({ connectionString: database.superuserConnectionString })
  await client.connect()
  try {
    await client.query(
      `insert into users (id, email) select id, id || '@example.com' from unnest($1::uuid[]) id`,
      [userIds],
    )
    await client.query(
      `insert into personal_access_token (user_id, name, token_hash, scopes, expires_at)
       select user_id, 'bench', hash, '{read,write}', now() + interval '1 day'
       from unnest($1::uuid[], $2::text[]) as made (user_id, hash)`,
      [userIds, people.map(({ token }) => hashToken(token))],
    )
    await client.query(
      `insert into agent_run (id, user_id, agent, input)
       select id, user_id, 'match', '{}' from unnest($1::uuid[], $2::uuid[]) as made (id, user_id)`,
      [people.map(({ runId }) => runId), userIds],
    )
    await client.query('analyze users, personal_access_token, agent_run')
  } finally {
    await client.end()
  }
  return people
}
