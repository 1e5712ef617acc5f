import { failWith } from '../../platform/errors.ts'
import { employmentTypes } from '../postings/employment-type.ts'
import { htmlList, htmlSection, textToHtml } from '../postings/html-text.ts'
import { applicantPlaces, readPlaces } from '../postings/places.ts'
import { buildPosting } from '../postings/posting.ts'
import { salaryFromText } from '../postings/salary.ts'
import type { Posting } from '../postings/schema.ts'
import { workplaceOf } from '../postings/workplace.ts'
import { sampleErrors } from './errors.ts'

const fail = failWith(sampleErrors)

const needed = ['title', 'employer', 'place'] as const
const known = [
  ...needed,
  'workplace',
  'applicants',
  'type',
  'salary',
  'industry',
  'posted',
  'closes',
  'language',
] as const
type Key = (typeof known)[number]

const isKey = (word: string): word is Key => known.some((key) => key === word)

/** The lines between the two `---`, as keys and values, and what comes after them. */
function divide(id: string, file: string): { head: Partial<Record<Key, string>>; body: string } {
  const [, lines, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file.replace(/\r\n?/g, '\n')) ?? []
  if (lines === undefined || body === undefined)
    throw fail('samples_unreadable', { message: `${id}: no head between two lines of ---` })
  const head: Partial<Record<Key, string>> = {}
  for (const line of lines.split('\n')) {
    const [, key = '', value = ''] = /^(\w+): *(.*)$/.exec(line) ?? []
    if (!isKey(key)) throw fail('samples_unreadable', { message: `${id}: unknown line “${line}”` })
    head[key] = value.trim()
  }
  const missing = needed.filter((key) => !head[key])
  if (missing.length > 0)
    throw fail('samples_unreadable', { message: `${id}: the head lacks ${missing.join(', ')}` })
  return { head, body }
}

/** A heading (`## `), a list (`- `) or a paragraph. */
function blockHtml(block: string): string {
  const lines = block.split('\n')
  if (lines.every((line) => line.startsWith('- '))) return htmlList(lines.map((line) => line.slice(2)))
  return textToHtml(block)
}

function toHtml(body: string): string {
  const sections = body.trim().split(/^## /m)
  return sections
    .map((section, index) => {
      const [title = '', ...rest] = index === 0 ? ['', section] : section.split('\n')
      const blocks = rest
        .join('\n')
        .trim()
        .split(/\n{2,}/)
      const html = blocks.filter((block) => block !== '').map(blockHtml)
      return htmlSection(title, html.join('\n'))
    })
    .filter((html) => html !== '')
    .join('\n')
}

const DAY_MS = 86_400_000

/** "3 days ago", "in 12 days" → YYYY-MM-DD: samples never grow old. */
function day(id: string, written: string | undefined, now: Date): string | null {
  if (written === undefined) return null
  const [, ahead, behind] = /^(?:in (\d+) days?|(\d+) days? ago)$/.exec(written) ?? []
  if (ahead === undefined && behind === undefined)
    throw fail('samples_unreadable', { message: `${id}: “${written}” is no number of days` })
  const days = ahead === undefined ? -Number(behind) : Number(ahead)
  return new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10)
}

/** A file of samples/postings as a posting; `id` is its name. Throws samples_unreadable, naming the line. */
export function readSamplePosting(id: string, file: string, now: Date): Posting {
  const { head, body } = divide(id, file)
  return buildPosting({
    source: 'sample',
    id,
    now,
    ...(head.title === undefined ? {} : { title: head.title }),
    organization: head.employer ?? null,
    description: toHtml(body),
    jobLocation: (head.place ?? '').split(';').flatMap((place) => readPlaces(place.trim())),
    workplaceType: workplaceOf(head.workplace),
    applicantLocationRequirements: applicantPlaces(head.applicants?.split(';').map((place) => place.trim())),
    employmentType: employmentTypes(head.type?.split(',')),
    baseSalary: salaryFromText(head.salary),
    industry: head.industry ?? null,
    datePosted: day(id, head.posted, now),
    validThrough: day(id, head.closes, now),
    inLanguage: head.language ?? 'en',
  })
}
