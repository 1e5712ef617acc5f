import { recognisePostingUrl } from '../board-url.ts'
import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml, htmlToText } from '../html-text.ts'
import { httpUrl, isRecord, list, pick, text, textOrNull, type JsonRecord } from '../json-values.ts'
import { placeOf, type Place } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { salaryOf, type Salary } from '../salary.ts'
import { workplaceOf } from '../workplace.ts'
import { bool, entriesWith, hasText, organizationFromBoard, type Reader } from './reader.ts'

function ashbyPlace(entry: unknown): Place | null {
  const address = pick(entry, 'address', 'postalAddress')
  return placeOf({
    raw: pick(entry, 'location'),
    city: pick(address, 'addressLocality'),
    region: pick(address, 'addressRegion'),
    country: pick(address, 'addressCountry'),
  })
}

/** Salary components only: equity, bonus and commission are not base pay. */
function salary(job: JsonRecord): Salary | null {
  const compensation = job['compensation']
  const tiers = list(pick(compensation, 'compensationTiers'))
  const components = tiers.flatMap((tier) =>
    list(pick(tier, 'components')).map((component) => ({
      component,
      note: text(pick(tier, 'additionalInformation')),
    })),
  )
  for (const { component, note } of components) {
    if (text(pick(component, 'compensationType')) !== 'Salary') continue
    const summary = text(pick(component, 'summary'))
    const found = salaryOf({
      min: pick(component, 'minValue'),
      max: pick(component, 'maxValue'),
      currency: pick(component, 'currencyCode'),
      unit: pick(component, 'interval'),
      raw: [summary, note].filter(Boolean).join('; '),
    })
    if (found) return found
  }
  return null
}

export const ashbyReader: Reader = {
  source: 'ashby',
  find: (payload) =>
    entriesWith(
      payload,
      ['jobs'],
      (job) =>
        hasText(job, 'title', 'jobUrl') &&
        ('descriptionHtml' in job || 'isListed' in job || 'applyUrl' in job),
    ),
  read(job, at) {
    const url = httpUrl(job['jobUrl']) ?? ''
    const known = recognisePostingUrl(url)
    const board = at.board ?? known?.board ?? null
    const description = descriptionHtml(text(job['descriptionHtml']) || text(job['descriptionPlain']))
    const places = [job, ...list(job['secondaryLocations'])].map(ashbyPlace).filter((place) => place !== null)
    const stated = workplaceOf(job['workplaceType'])
    return buildPosting({
      source: 'ashby',
      board,
      id: text(job['id']) || (known?.id ?? url),
      url,
      directApplyUrl: httpUrl(job['applyUrl']),
      title: text(job['title']),
      description,
      organization: organizationFromBoard(board, htmlToText(description)),
      datePosted: isoDate(job['publishedAt']),
      employmentType: employmentTypes(text(job['employmentType']).replace(/([a-z])([A-Z])/g, '$1 $2')),
      jobLocation: places,
      // workplaceType beats isRemote, which is also true of hybrid jobs.
      workplaceType:
        stated === 'unknown' && !isRecord(job['workplaceType']) && bool(job['isRemote']) ? 'remote' : stated,
      baseSalary: salary(job),
      department: textOrNull(job['department']) ?? textOrNull(job['team']),
      raw: job,
      now: at.now,
    })
  },
}
