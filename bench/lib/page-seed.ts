import pg from 'pg'

const applications = `
  with added as (
    insert into application (id, user_id, title, organization, stage)
    select gen_random_uuid(), $1::uuid, 'Backend engineer, team ' || n, 'Employer ' || n % 200,
      (array['saved', 'applied', 'recruiter_screen', 'technical', 'offer'])[1 + n % 5]
    from generate_series(1, $2::int) n
    returning id, stage
  )
  insert into stage_event (id, user_id, application_id, number, to_stage, actor, source, occurred_at)
  select gen_random_uuid(), $1::uuid, id, 1, stage, 'person', 'create', now() from added`

const events = `
  with missing as (select greatest($3::int - (select count(*)::int from run_event where user_id = $1::uuid), 0) as number),
  numbered as (
    update event_sequence set last_seq = last_seq + number from missing
    where user_id = $1::uuid returning last_seq - number as before, number)
  insert into run_event (user_id, seq, run_id, agent, type, step, words, data)
  select $1::uuid, before + n, $2::uuid, 'match_all', 'progress', null, 'Matched ' || n || ' of ' || number || ' postings', '{}'
  from numbered, generate_series(1, number) n`

async function run(connectionString: string, sql: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql, values)
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

/** Applications added by hand, in five stages. */
export function seedApplications(
  superuserConnectionString: string,
  { userId, count }: { userId: string; count: number },
): Promise<void> {
  return run(superuserConnectionString, applications, [userId, count])
}

/** Events of a run, until the person has so many in all. */
export function fillEvents(
  superuserConnectionString: string,
  { userId, runId, total }: { userId: string; runId: string; total: number },
): Promise<void> {
  return run(superuserConnectionString, events, [userId, runId, total])
}
