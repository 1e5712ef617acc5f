import { recognisePostingUrl } from './board-url.ts'
import { isoDate } from './dates.ts'
import { employmentTypes } from './employment-type.ts'
import { descriptionHtml, htmlList, htmlSection, htmlToText } from './html-text.ts'
import { bestUrl, httpUrl, isRecord, list, pick, text, textOrNull, type JsonRecord } from './json-values.ts'
import { applicantPlaces, schemaPlaces } from './places.ts'
import { buildPosting, derivedId } from './posting.ts'
import { experienceWords, namedTexts, normalKeys, schemaSalary } from './schema-org-values.ts'
import type { Posting } from './schema.ts'
import { workplaceOf } from './workplace.ts'

export interface PageContext {
  /** Address of the page, null when unknown. */
  url: string | null
  now: Date
  /** jsonld, microdata, rdfa. */
  source: string
}

function squeezed(value: string): string {
  return value.replace(/\W+/g, ' ').toLowerCase().trim()
}

function section(title: string, value: unknown, said: string): string {
  const parts = namedTexts(value).filter(
    (part) => !said.includes(squeezed(htmlToText(descriptionHtml(part)))),
  )
  if (parts.length === 0) return ''
  return htmlSection(title, parts.length > 1 ? htmlList(parts) : descriptionHtml(parts[0] ?? ''))
}

/** Fields beside the description that say more than it: they are part of the posting's text. */
function fullDescription(job: JsonRecord): string {
  const main = descriptionHtml(text(job['description']))
  const said = squeezed(htmlToText(main))
  const experience = experienceWords(job['experienceRequirements'])
  const instead =
    job['experienceInPlaceOfEducation'] === true ? ['Experience in place of education is accepted.'] : []
  return [
    main,
    section('Responsibilities', job['responsibilities'], said),
    section('Qualifications', job['qualifications'], said),
    section('Education', job['educationRequirements'], said),
    section('Experience', [...(experience ? [experience] : []), ...instead], said),
    section('Skills', job['skills'], said),
    section('Security clearance', job['securityClearanceRequirement'], said),
    section('Working hours', job['workHours'], said),
    section('Benefits', job['jobBenefits'] ?? job['benefits'], said),
    section('Incentives', job['incentiveCompensation'] ?? job['incentives'], said),
  ]
    .filter(Boolean)
    .join('\n')
}

function organization(job: JsonRecord): { name: string | null; url: string | null; logo: string | null } {
  const first = list(job['hiringOrganization'])[0]
  if (!isRecord(first)) {
    const written = text(first)
    const named = written && !httpUrl(written) ? written : null
    return { name: named ?? textOrNull(job['hiringOrganizationName']), url: httpUrl(written), logo: null }
  }
  const fields = first
  const url = [...list(fields['sameAs']), fields['url']]
    .map((value) => httpUrl(value))
    .find((value) => value !== null)
  const logo = httpUrl(fields['logo']) ?? httpUrl(pick(fields['logo'], 'url'))
  return { name: textOrNull(fields['name']) ?? textOrNull(fields['legalName']), url: url ?? null, logo }
}

function identifier(job: JsonRecord): string {
  const first = list(job['identifier'])[0]
  return text(first) || text(pick(first, 'value')) || text(pick(first, '@value'))
}

/** A board's page gives its own source and id, so that the API and the page are known as one posting. */
function identity(job: JsonRecord, url: string, context: PageContext, title: string, company: string) {
  const known = url ? recognisePostingUrl(url) : null
  if (known?.id && known.source !== 'workday')
    return { source: known.source, board: known.board, id: known.id }
  const own = identifier(job)
  const host = url && URL.canParse(url) ? new URL(url).hostname : null
  return {
    source: context.source,
    board: host,
    id: own || url || derivedId(title, company, text(job['description'])),
  }
}

/** schema.org JobPosting from JSON-LD, microdata or RDFa → Posting. */
export function schemaPosting(value: JsonRecord, context: PageContext): Posting | null {
  const job = normalKeys(value)
  const title = text(job['title']) || namedTexts(job['title'])[0] || text(job['name'])
  const employer = organization(job)
  const description = fullDescription(job)
  if (!title && !description) return null
  const url = bestUrl([job['url'], pick(value['mainEntityOfPage'], '@id'), value['@id']], context.url)
  const locationType = text(job['jobLocationType'])
  const salary =
    schemaSalary(job['baseSalary'], { currency: job['salaryCurrency'] }) ??
    schemaSalary(job['estimatedSalary'], { currency: job['salaryCurrency'], estimated: true })
  const places = schemaPlaces(job['jobLocation'])
  return buildPosting({
    ...identity(job, url, context, title, employer.name ?? ''),
    url,
    sameAs: list(job['sameAs'])
      .map((entry) => httpUrl(entry))
      .filter((entry) => entry !== null),
    title,
    description,
    organization: employer.name,
    organizationUrl: employer.url,
    logo: employer.logo,
    datePosted: isoDate(job['datePosted']),
    dateModified: isoDate(job['dateModified']),
    validThrough: isoDate(job['validThrough']),
    employmentType: employmentTypes(job['employmentType']),
    jobLocation: places,
    jobLocationType: /telecommute|remote/i.test(locationType) ? 'TELECOMMUTE' : null,
    workplaceType: workplaceOf(
      locationType.replace(/telecommute/i, 'remote'),
      places.map((place) => place.raw).join(' '),
      title,
    ),
    applicantLocationRequirements: applicantPlaces(job['applicantLocationRequirements']),
    baseSalary: salary,
    skills: namedTexts(job['skills']).length > 1 ? namedTexts(job['skills']) : [],
    industry: namedTexts(job['industry'])[0] ?? null,
    department: textOrNull(pick(list(job['employmentUnit'])[0], 'name')) ?? textOrNull(job['department']),
    experienceRequirements: experienceWords(job['experienceRequirements']),
    inLanguage: textOrNull(job['inLanguage']) ?? textOrNull(pick(job['inLanguage'], 'alternateName')),
    raw: value,
    now: context.now,
  })
}
