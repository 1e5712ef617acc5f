import { createHash } from 'node:crypto'
import { decodeHTMLStrict } from 'entities'
import type { Posting } from './schema.ts'
import { htmlToText, sanitiseHtml, tidyText } from './html-text.ts'
import { workplaceInText } from './workplace.ts'

/** What a reader finds; everything it leaves out gets the value for "not said". */
export type PostingParts = Partial<Omit<Posting, 'identifier' | 'contentHash' | 'hiringOrganization'>> & {
  source: string
  board?: string | null
  id: string
  organization?: string | null
  organizationUrl?: string | null
  logo?: string | null
  now: Date
}

/** sha256 hex of what identifies the content. */
export function contentHash(title: string, organization: string, descriptionText: string): string {
  const parts = [title, organization, descriptionText].map((part) =>
    part.replace(/\s+/g, ' ').trim().toLowerCase(),
  )
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

function oneLine(value: string): string {
  return tidyText(decodeHTMLStrict(value)).replace(/\s+/g, ' ')
}

const READER_TRAP =
  /Please mention the word \**\w+\** (?:and tag \S+ )?when applying[\s\S]{0,600}?(?:they(?:'|’|&#39;|&#x27;|&rsquo;)re human\.?|$)/i

/** Remote OK ends descriptions with an order to whoever reads them; it is no part of the posting. */
function withoutReaderTrap(html: string): string {
  return html.replace(READER_TRAP, '')
}

/** What "not said" looks like for the fields that readers may leave out. */
const unsaid = {
  url: '',
  sameAs: [],
  directApplyUrl: null,
  datePosted: null,
  dateModified: null,
  validThrough: null,
  employmentType: [],
  baseSalary: null,
  industry: null,
  department: null,
  experienceRequirements: null,
  inLanguage: null,
  attribution: null,
  raw: null,
} satisfies Partial<Posting>

function workplace(
  parts: PostingParts,
  descriptionText: string,
): Pick<Posting, 'workplaceType' | 'jobLocationType'> {
  const jobLocationType = parts.jobLocationType ?? null
  const said = parts.workplaceType ?? 'unknown'
  if (said !== 'unknown')
    return { workplaceType: said, jobLocationType: said === 'remote' ? 'TELECOMMUTE' : jobLocationType }
  if (jobLocationType) return { workplaceType: 'remote', jobLocationType }
  const inText = workplaceInText(descriptionText)
  return { workplaceType: inText, jobLocationType: inText === 'remote' ? 'TELECOMMUTE' : null }
}

export function buildPosting(parts: PostingParts): Posting {
  const {
    source,
    board = null,
    id,
    organization,
    organizationUrl = null,
    logo = null,
    now,
    ...fields
  } = parts
  const description = sanitiseHtml(withoutReaderTrap(parts.description ?? ''))
  const descriptionText = parts.descriptionText ?? htmlToText(description)
  const title = oneLine(parts.title ?? '')
  const name = oneLine(organization ?? '')
  return {
    ...unsaid,
    ...fields,
    identifier: { source, board, value: id },
    title,
    description,
    descriptionText,
    hiringOrganization: { name, sameAs: organizationUrl, logo },
    jobLocation: distinct(parts.jobLocation ?? []),
    ...workplace(parts, descriptionText),
    applicantLocationRequirements: distinct(parts.applicantLocationRequirements ?? []),
    skills: [...new Set(parts.skills ?? [])],
    fetchedAt: parts.fetchedAt ?? now.toISOString(),
    contentHash: contentHash(title, name, descriptionText),
  }
}

function distinct<T extends { raw: string }>(entries: T[]): T[] {
  return [...new Map(entries.map((entry) => [entry.raw.toLowerCase(), entry])).values()]
}

/** A stable id for a source that gives none: from its address, else from the content. */
export function derivedId(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 20)
}
