import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml } from '../html-text.ts'
import { httpUrl, isRecord, list, pick, record, text, textOrNull } from '../json-values.ts'
import { placeOf, schemaPlaces } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { recognisePostingUrl } from '../board-url.ts'
import { schemaSalary } from '../schema-org-values.ts'
import { workplaceOf } from '../workplace.ts'
import { entriesWith, hasText, type Reader } from './reader.ts'

/** JSON Feed 1.1 whose items carry a schema.org JobPosting. */
export const teamtailorJsonReader: Reader = {
  source: 'teamtailor',
  find: (payload) => entriesWith(payload, ['items'], (item) => isRecord(item['_jobposting'])),
  read(item, at, payload) {
    const job = record(item['_jobposting'])
    const url = httpUrl(item['url']) ?? ''
    return buildPosting({
      source: 'teamtailor',
      board: at.board ?? recognisePostingUrl(url)?.board ?? null,
      id: text(item['id']),
      url,
      title: text(item['title']) || text(job['title']),
      description: descriptionHtml(text(item['content_html']) || text(job['description'])),
      organization: textOrNull(pick(job, 'hiringOrganization', 'name')) ?? textOrNull(pick(payload, 'title')),
      logo: httpUrl(pick(job, 'hiringOrganization', 'logo')),
      datePosted: isoDate(item['date_published']) ?? isoDate(job['datePosted']),
      dateModified: isoDate(item['date_modified']),
      validThrough: isoDate(job['validThrough']),
      employmentType: employmentTypes(job['employmentType']),
      jobLocation: schemaPlaces(job['jobLocation']),
      workplaceType: workplaceOf(job['jobLocationType'], item['remoteStatus'], job['remoteStatus']),
      baseSalary: schemaSalary(job['baseSalary'], {}),
      raw: item,
      now: at.now,
    })
  },
}

export const teamtailorRssReader: Reader = {
  source: 'teamtailor',
  find(payload) {
    const items = pick(payload, 'rss', 'channel', 'item')
    return entriesWith(
      items,
      [],
      (item) =>
        hasText(item, 'title', 'guid') &&
        ('remoteStatus' in item || 'tt:locations' in item || 'tt:department' in item),
    )
  },
  read(item, at, payload) {
    const url = httpUrl(item['link']) ?? ''
    const places = list(pick(item, 'tt:locations', 'tt:location'))
      .map((place) => {
        const parts = { city: pick(place, 'tt:city'), country: pick(place, 'tt:country') }
        return placeOf(text(parts.city) || text(parts.country) ? parts : { raw: pick(place, 'tt:name') })
      })
      .filter((place) => place !== null)
    return buildPosting({
      source: 'teamtailor',
      board: at.board ?? recognisePostingUrl(url)?.board ?? null,
      id: text(item['guid']),
      url,
      title: text(item['title']),
      description: descriptionHtml(text(item['description'])),
      organization: textOrNull(item['company_name']) ?? textOrNull(pick(payload, 'rss', 'channel', 'title')),
      datePosted: isoDate(item['pubDate']),
      jobLocation: places,
      workplaceType: workplaceOf(item['remoteStatus']),
      department: textOrNull(item['tt:department']),
      raw: item,
      now: at.now,
    })
  },
}
