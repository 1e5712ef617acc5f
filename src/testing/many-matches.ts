import { sql } from 'kysely'
import { aPosting } from '../domains/matching/testing/samples.ts'
import type { Verdict } from '../domains/matching/schema.ts'
import type { Tx } from '../platform/db/types.ts'

export interface SeededMatch {
  id: string
  postingId: string
  title: string
  organization: string
  places: string[]
  workplaceType: string
  score: number | null
  verdict: Verdict
  hidden: boolean
  createdAt: string
}

const organizations = [
  'Ärzte am See',
  'Zimmerei Özil',
  '',
  'acme tools',
  'Acme Tools',
  'Brücke & Söhne',
  'Éclair',
]
const places = [['Zürich, CH'], ['Leeds, UK', 'York, UK'], [], ['Łódź, PL'], ['Remote']]
const workplaceTypes = ['remote', 'hybrid', 'onsite', 'unknown']
const verdictOf = (score: number | null): Verdict => {
  if (score === null) return 'cant_tell'
  if (score > 70) return 'strong'
  return score > 40 ? 'possible' : 'weak'
}

/** Made by counting, so that every run sees the same; scores, times and organisations repeat on purpose. */
export function manyMatches(count: number): SeededMatch[] {
  return Array.from({ length: count }, (_, at) => {
    const score = at % 41 === 0 ? null : (at * 7) % 101
    return {
      id: crypto.randomUUID(),
      postingId: crypto.randomUUID(),
      title: at % 3 === 0 ? `Crane operator ${at}` : `Night nurse ${at}`,
      organization: organizations[at % organizations.length] ?? '',
      places: places[at % places.length] ?? [],
      workplaceType: workplaceTypes[at % workplaceTypes.length] ?? 'unknown',
      score,
      verdict: verdictOf(score),
      hidden: at % 13 === 5,
      // Ten at one moment, and moments a microsecond apart.
      createdAt: `2026-03-01T09:00:00.${String(100_000 + Math.floor(at / 10)).padStart(6, '0')}Z`,
    }
  })
}

/** Stores them for one résumé with a posting each; five requirements each when `asked`. */
export async function storeMany(
  tx: Tx,
  userId: string,
  matches: SeededMatch[],
  { asked = false } = {},
): Promise<{ resumeId: string }> {
  const resumeId = crypto.randomUUID()
  const rows = JSON.stringify(matches)
  const seeded = sql`jsonb_to_recordset(${rows}::jsonb) as seed ("id" uuid, "postingId" uuid, "title" text,
    "organization" text, "places" jsonb, "workplaceType" text, "score" int, "verdict" text, "hidden" bool, "createdAt" timestamptz)`
  await sql`insert into resume (id, user_id) values (${resumeId}, ${userId})`.execute(tx)
  await sql`
    insert into resume_version (id, user_id, resume_id, number, state, file_name, content_type, file_key, file_size, sha256, text, json_resume)
    values (${resumeId}, ${userId}, ${resumeId}, 1, 'ready', 'cv.pdf', 'application/pdf', ${resumeId}, 1, ${resumeId}, 'A résumé', '{}')`.execute(
    tx,
  )
  await sql`
    insert into posting (id, user_id, source, external_id, url, canonical_url, title, organization, title_key,
      organization_key, data, text, content_hash)
    select seed."postingId", ${userId}, 'text', seed."postingId", '', '', seed.title, seed.organization, '', '',
      ${JSON.stringify(aPosting({ datePosted: '2026-02-01' }))}::jsonb || jsonb_build_object('title', seed.title,
        'workplaceType', seed."workplaceType", 'hiringOrganization', jsonb_build_object('name', seed.organization, 'sameAs', null, 'logo', null),
        'description', (select string_agg(md5(n::text || seed.id), ' ') from generate_series(1, 100) n),
        'jobLocation', (select coalesce(jsonb_agg(jsonb_build_object('raw', place,
          'addressLocality', null, 'addressRegion', null, 'addressCountry', null)), '[]') from jsonb_array_elements_text(seed.places) place)),
      'Cranes', ''
    from ${seeded}`.execute(tx)
  await sql`
    insert into match (id, user_id, resume_id, resume_version_id, posting_id, extractor_version, rubric_version, score, verdict,
      verdict_words, hidden_at, created_at)
    select seed.id, ${userId}, ${resumeId}, ${resumeId}, seed."postingId", '1', '1', seed.score, seed.verdict, '',
      case when seed.hidden then now() end, seed."createdAt"
    from ${seeded}`.execute(tx)
  if (asked) await storeRequirements(tx, userId, resumeId)
  return { resumeId }
}

/** Of each match's five requirements four are musts: one met, one partly, two missing. */
async function storeRequirements(tx: Tx, userId: string, resumeId: string): Promise<void> {
  await sql`
    insert into requirement (id, user_id, posting_id, extractor_version, number, text, span_start, span_end, tier, kind, detail)
    select gen_random_uuid(), ${userId}, posting_id, '1', n, 'Requirement ' || n, 0, 1, case when n < 5 then 'must' else 'nice' end, 'skill', '{}'
    from match, generate_series(1, 5) n where resume_id = ${resumeId}`.execute(tx)
  await sql`
    insert into match_evidence (match_id, requirement_id, user_id, class, fact_ids, reason)
    select match.id, requirement.id, ${userId}, (array['met', 'partly', 'missing', 'missing', 'met'])[number],
      case when number in (3, 4) then '{}' else array[match.id] end, ''
    from match join requirement using (posting_id) where resume_id = ${resumeId}`.execute(tx)
}
