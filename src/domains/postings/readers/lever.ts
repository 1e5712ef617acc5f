import { recognisePostingUrl } from '../board-url.ts'
import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml, htmlSection, htmlToText } from '../html-text.ts'
import { httpUrl, list, pick, text, textOrNull, texts, type JsonRecord } from '../json-values.ts'
import { readPlaces, type Place } from '../places.ts'
import { countryCode } from '../countries.ts'
import { buildPosting } from '../posting.ts'
import { salaryFromText, salaryOf } from '../salary.ts'
import { workplaceOf } from '../workplace.ts'
import { entriesWith, hasText, organizationFromBoard, type Reader } from './reader.ts'

/** Requirements live in lists[] as bare <li>. */
function fullDescription(posting: JsonRecord): string {
  const lists = list(posting['lists']).map((entry) => {
    const content = text(pick(entry, 'content'))
    return htmlSection(text(pick(entry, 'text')), /<li\b/i.test(content) ? `<ul>${content}</ul>` : content)
  })
  const first = text(posting['description']) || text(posting['descriptionPlain'])
  const last = text(posting['additional']) || text(posting['additionalPlain']) || text(posting['closing'])
  return [descriptionHtml(first), ...lists, descriptionHtml(last)].filter(Boolean).join('\n')
}

function places(posting: JsonRecord): Place[] {
  const all = texts(pick(posting, 'categories', 'allLocations'))
  const named = (all.length > 0 ? all : texts(pick(posting, 'categories', 'location'))).flatMap(readPlaces)
  const country = countryCode(text(posting['country']))
  // `country` speaks of the first place only.
  return named.map((place, index) =>
    index === 0 && place.addressCountry === null && country ? { ...place, addressCountry: country } : place,
  )
}

export const leverReader: Reader = {
  source: 'lever',
  find: (payload) => entriesWith(payload, ['data'], (entry) => hasText(entry, 'id', 'text', 'hostedUrl')),
  read(posting, at) {
    const url = httpUrl(posting['hostedUrl']) ?? ''
    const board = at.board ?? recognisePostingUrl(url)?.board ?? null
    const description = fullDescription(posting)
    const jobLocation = places(posting)
    const range = pick(posting, 'salaryRange')
    return buildPosting({
      source: 'lever',
      board,
      id: text(posting['id']),
      url,
      directApplyUrl: httpUrl(posting['applyUrl']),
      title: text(posting['text']),
      description,
      organization: organizationFromBoard(board, htmlToText(description)),
      datePosted: isoDate(posting['createdAt']),
      employmentType: employmentTypes(pick(posting, 'categories', 'commitment')),
      jobLocation,
      workplaceType: workplaceOf(posting['workplaceType'], jobLocation.map((place) => place.raw).join(' ')),
      baseSalary:
        salaryOf({
          min: pick(range, 'min'),
          max: pick(range, 'max'),
          currency: pick(range, 'currency'),
          unit: text(pick(range, 'interval')).replaceAll('-', ' '),
        }) ?? salaryFromText(posting['salaryDescriptionPlain']),
      department:
        textOrNull(pick(posting, 'categories', 'department')) ??
        textOrNull(pick(posting, 'categories', 'team')),
      raw: posting,
      now: at.now,
    })
  },
}
