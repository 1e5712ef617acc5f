import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml, htmlToText } from '../html-text.ts'
import { recognisePostingUrl } from '../board-url.ts'
import { httpUrl, list, pick, record, text, textOrNull, texts, type JsonRecord } from '../json-values.ts'
import { placeOf, type Place } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { salaryOf } from '../salary.ts'
import { workplaceOf } from '../workplace.ts'
import { bool, entriesWith, hasText, organizationFromBoard, type Reader } from './reader.ts'

function places(offer: JsonRecord): Place[] {
  const many = list(offer['locations'])
  const sources = many.length > 0 ? many : [offer]
  return sources
    .map((place) =>
      placeOf({
        raw:
          [pick(place, 'city'), pick(place, 'state') ?? pick(place, 'state_name'), pick(place, 'country')]
            .map(text)
            .filter(Boolean)
            .join(', ') || pick(place, 'name'),
        city: pick(place, 'city'),
        region: pick(place, 'state') ?? pick(place, 'state_name'),
        country: text(pick(place, 'country_code')) || pick(place, 'country'),
      }),
    )
    .filter((place) => place !== null)
}

function workplace(offer: JsonRecord) {
  if (bool(offer['hybrid'])) return 'hybrid'
  if (bool(offer['remote'])) return 'remote'
  return bool(offer['on_site']) ? 'onsite' : workplaceOf(offer['location'])
}

export const recruiteeReader: Reader = {
  source: 'recruitee',
  find: (payload) =>
    entriesWith(
      payload,
      ['offers', 'offer'],
      (offer) => hasText(offer, 'id', 'title') && ('careers_url' in offer || 'employment_type_code' in offer),
    ),
  read(offer, at) {
    const url = httpUrl(offer['careers_url']) ?? ''
    const board = at.board ?? recognisePostingUrl(url)?.board ?? null
    const description = [
      descriptionHtml(text(offer['description'])),
      descriptionHtml(text(offer['requirements'])),
    ]
      .filter(Boolean)
      .join('\n')
    const salary = record(offer['salary'])
    return buildPosting({
      source: 'recruitee',
      board,
      id: text(offer['id']),
      url,
      directApplyUrl: httpUrl(offer['careers_apply_url']),
      title: text(offer['title']),
      description,
      organization:
        textOrNull(offer['company_name']) ?? organizationFromBoard(board, htmlToText(description)),
      datePosted: isoDate(offer['published_at']) ?? isoDate(offer['created_at']),
      dateModified: isoDate(offer['updated_at']),
      validThrough: isoDate(offer['close_at']),
      employmentType: employmentTypes(offer['employment_type_code']),
      jobLocation: places(offer),
      workplaceType: workplace(offer),
      baseSalary: salaryOf({
        min: salary['min'],
        max: salary['max'],
        currency: salary['currency'],
        unit: salary['period'],
      }),
      skills: texts(offer['tags']),
      department: textOrNull(offer['department']),
      experienceRequirements: textOrNull(offer['experience_code']),
      raw: offer,
      now: at.now,
    })
  },
}
