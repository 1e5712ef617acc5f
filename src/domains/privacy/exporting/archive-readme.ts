import type { Manifest } from '../schema.ts'
import { registerOfTables } from '../register-of-tables.ts'

/** The README of an archive, in plain words. */
export function archiveReadme(manifest: Manifest, hasResume: boolean): string {
  const tables = Object.entries(manifest.tables)
    .filter(([, { rows }]) => rows > 0)
    .map(([name, { rows }]) => `  data/${name}.ndjson (${rows}): ${registerOfTables[name]?.about ?? name}`)
  return `Your JobPilot archive
=====================

This is everything that JobPilot keeps about you, as of ${manifest.exportedAt}.

How to read it
--------------
- data/*.ndjson: one JSON object a line. Times are ISO 8601 in UTC. Ids are the ones JobPilot uses, so what
  belongs together can be found: "posting_id" in one file is the "id" of a line in data/posting.ndjson.
- files/: the résumés that you uploaded, each under the id of its line in data/resume_version.ndjson.
${hasResume ? '- resume.json: your newest résumé as JSON Resume (https://jsonresume.org/schema), which other programs read.\n' : ''}- manifest.json: how many lines each file has, and the SHA-256 of every file, to see that nothing was changed.

What is in it
-------------
${tables.join('\n')}

What is not in it
-----------------
Secrets: the keys of sessions and tokens, the seed of your second step, sign-in codes, and the text of mails.
They would let others in, and you can't use them anywhere else.

Another JobPilot can bring this archive in: Settings, Privacy, "Bring in an archive".
`
}
