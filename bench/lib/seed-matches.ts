import pg from 'pg'

export interface Person {
  id: string
  /** How many matches. */
  matches: number
}

const resume = `
  with resume as (insert into resume (id, user_id) values (gen_random_uuid(), $1) returning id)
  insert into resume_version (id, user_id, resume_id, number, state, file_name, content_type, file_key, file_size, sha256, text, json_resume)
  select gen_random_uuid(), $1, id, 1, 'ready', 'cv.pdf', 'application/pdf', 'bench', 1000, md5(id::text), 'A résumé', '{}' from resume
  returning id, resume_id`

const matches = `
  with posting as (
    insert into posting (id, user_id, source, external_id, url, canonical_url, title, organization, title_key, organization_key,
      data, text, content_hash)
    select gen_random_uuid(), $1::uuid, 'text', $1::uuid::text || n, '', '', 'Backend engineer, team ' || n, 'Employer ' || n % 200, 'backend engineer',
      'employer ' || n % 200, jsonb_build_object('descriptionText', repeat('We look for somebody. ', 120)),
      repeat('We look for somebody. ', 120), md5(n::text)
    from generate_series(1, $4::int) n
    returning id, external_id)
  insert into match (id, user_id, resume_id, resume_version_id, posting_id, extractor_version, rubric_version, score, verdict, verdict_words)
  select gen_random_uuid(), $1::uuid, $3::uuid, $2::uuid, id, '1', '1', score,
    case when score > 65 then 'strong' when score > 45 then 'possible' else 'weak' end,
    'Proves seven of nine musts; says nothing of German and of night shifts.'
  from posting, lateral (select abs(hashtext(external_id)) % 101 as score) scored`

/** Finished matches as the match agent would leave them, with a posting each. */
export async function seedMatches(superuserConnectionString: string, people: Person[]): Promise<void> {
  const client = new pg.Client({ connectionString: superuserConnectionString })
  await client.connect()
  try {
    for (const person of people) {
      await client.query('insert into users (id, email) values ($1, $2) on conflict do nothing', [
        person.id,
        `${person.id}@example.com`,
      ])
      const { rows } = await client.query<{ id: string; resume_id: string }>(resume, [person.id])
      const version = rows[0]
      if (!version) throw new Error('The résumé was not stored')
      await client.query(matches, [person.id, version.id, version.resume_id, person.matches])
    }
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
