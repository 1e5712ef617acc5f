import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { postingText } from '../../src/domains/postings/posting-text.ts'
import { readPastedText } from '../../src/domains/postings/read-pasted-text.ts'
import { readPayload } from '../../src/domains/postings/read-payload.ts'
import type { Posting } from '../../src/domains/postings/schema.ts'
import { extractText } from '../../src/domains/resumes/extract-text.ts'
import { parseResume } from '../../src/domains/resumes/parse-resume.ts'
import type { ParsedResume, ProfileFact } from '../../src/domains/resumes/schema.ts'
import { renderResume } from './render-resume.ts'
import type { TruthPosting, TruthResume } from './truth-set.ts'

/** The day on which the set is read: "present" means up to here. */
const TODAY = '2026-11-20'
export const NOW = new Date(`${TODAY}T09:00:00Z`)

export interface ReadResume {
  truth: TruthResume
  parsed: ParsedResume
  facts: ProfileFact[]
}

export interface ReadPosting {
  id: string
  /** null when the product read no posting from the source. */
  posting: Posting | null
  text: string
}

function toProfileFacts(parsed: ParsedResume): ProfileFact[] {
  return parsed.facts.map((fact, at) => ({
    ...fact,
    id: `f${at + 1}`,
    state: 'unconfirmed',
    origin: 'resume',
  }))
}

/** Rendered, written, read back, extracted and parsed: the way an uploaded file goes. */
export async function readResumes(resumes: TruthResume[]): Promise<ReadResume[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-truth-'))
  try {
    const read: ReadResume[] = []
    for (const truth of resumes) {
      const { fileName, bytes } = await renderResume(truth)
      const file = path.join(folder, fileName)
      await writeFile(file, bytes)
      const { text, marks } = await extractText(await readFile(file), { fileName })
      const parsed = parseResume(text, { today: TODAY, marks })
      read.push({ truth, parsed, facts: toProfileFacts(parsed) })
    }
    return read
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function toPosting({ fileName, source }: TruthPosting): Posting | null {
  if (fileName.endsWith('.txt')) return readPastedText({ text: source, now: NOW })
  return readPayload({ body: source, now: NOW }).postings[0] ?? null
}

export function readPostings(postings: TruthPosting[]): ReadPosting[] {
  return postings.map((entry) => {
    const posting = toPosting(entry)
    return { id: entry.id, posting, text: posting ? postingText(posting) : '' }
  })
}
