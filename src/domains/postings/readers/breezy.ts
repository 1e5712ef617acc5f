import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml } from '../html-text.ts'
import { recognisePostingUrl } from '../board-url.ts'
import { httpUrl, isRecord, list, pick, text, textOrNull, type JsonRecord } from '../json-values.ts'
import { placeOf, type Place } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { salaryFromText } from '../salary.ts'
import { bool, entriesWith, hasText, type Reader } from './reader.ts'

function places(position: JsonRecord): Place[] {
  return [...list(position['location']), ...list(position['locations'])]
    .filter(isRecord)
    .map((place) =>
      placeOf({
        raw: place['name'],
        city: place['city'],
        region: text(pick(place, 'state', 'id')) || pick(place, 'state', 'name'),
        country: text(pick(place, 'country', 'id')) || pick(place, 'country', 'name'),
      }),
    )
    .filter((place) => place !== null)
}

/** The list has no description: the position page's JSON-LD has it. */
export const breezyReader: Reader = {
  source: 'breezy',
  find: (payload) => entriesWith(payload, [], (entry) => hasText(entry, 'id', 'name', 'friendly_id')),
  read(position, at) {
    const url = httpUrl(position['url']) ?? ''
    const remote = list(position['location']).some((place) => bool(pick(place, 'is_remote')))
    return buildPosting({
      source: 'breezy',
      board:
        at.board ?? recognisePostingUrl(url)?.board ?? textOrNull(pick(position, 'company', 'friendly_id')),
      id: text(position['id']),
      url,
      title: text(position['name']),
      description: descriptionHtml(text(position['description'])),
      organization: textOrNull(pick(position, 'company', 'name')),
      logo: httpUrl(pick(position, 'company', 'logo_url')),
      datePosted: isoDate(position['published_date']),
      employmentType: employmentTypes(pick(position, 'type', 'id'), pick(position, 'type', 'name')),
      jobLocation: places(position),
      workplaceType: remote ? 'remote' : 'unknown',
      baseSalary: salaryFromText(position['salary']),
      department: textOrNull(position['department']),
      raw: position,
      now: at.now,
    })
  },
}
