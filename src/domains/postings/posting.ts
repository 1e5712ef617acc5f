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
  /(?:<br\s*\/?>|\s)*Please mention the word \**\w+\** (?:and tag \S+ )?when applying[\s\S]{0,600}?(?:they(?:'|’|&#39;|&#x27;|&rsquo;)re human\.?|$)/i

/** Remote OK ends descriptions with an order to whoever reads them; it is no part of the posting. */
function withoutReaderTrap(html: string): string {
  return html.replace(READER_TRAP, '')
}

/** Remote beats silence: a posting that is remote says so in schema.org's own word too. */
function locationType(parts: PostingParts): Posting['jobLocationType'] {
  return parts.jobLocationType ?? (parts.workplaceType === 'remote' ? 'TELECOMMUTE' : null)
}

export function buildPosting(parts: PostingParts): Posting {
  const description = sanitiseHtml(withoutReaderTrap(parts.description ?? ''))
  const descriptionText = parts.descriptionText ?? htmlToText(description)
  const title = oneLine(parts.title ?? '')
  const name = oneLine(parts.organization ?? '')
  const jobLocationType = locationType(parts)
  const said = parts.workplaceType ?? 'unknown'
  const workplaceType = said === 'unknown' && !jobLocationType ? workplaceInText(descriptionText) : said
  return {
    identifier: { source: parts.source, board: parts.board ?? null, value: parts.id },
    url: parts.url ?? '',
    sameAs: parts.sameAs ?? [],
    directApplyUrl: parts.directApplyUrl ?? null,
    title,
    description,
    descriptionText,
    hiringOrganization: { name, sameAs: parts.organizationUrl ?? null, logo: parts.logo ?? null },
    datePosted: parts.datePosted ?? null,
    dateModified: parts.dateModified ?? null,
    validThrough: parts.validThrough ?? null,
    employmentType: parts.employmentType ?? [],
    jobLocation: distinct(parts.jobLocation ?? []),
    jobLocationType,
    workplaceType: workplaceType === 'unknown' && jobLocationType ? 'remote' : workplaceType,
    applicantLocationRequirements: distinct(parts.applicantLocationRequirements ?? []),
    baseSalary: parts.baseSalary ?? null,
    skills: [...new Set(parts.skills ?? [])],
    industry: parts.industry ?? null,
    department: parts.department ?? null,
    experienceRequirements: parts.experienceRequirements ?? null,
    inLanguage: parts.inLanguage ?? null,
    attribution: parts.attribution ?? null,
    fetchedAt: parts.fetchedAt ?? parts.now.toISOString(),
    contentHash: contentHash(title, name, descriptionText),
    raw: parts.raw ?? null,
  }
}

function distinct<T extends { raw: string }>(entries: T[]): T[] {
  return [...new Map(entries.map((entry) => [entry.raw.toLowerCase(), entry])).values()]
}

/** A stable id for a source that gives none: from its address, else from the content. */
export function derivedId(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 20)
}
