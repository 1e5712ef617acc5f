import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml, htmlSection } from '../html-text.ts'
import { httpUrl, isRecord, list, pick, record, text, textOrNull, type JsonRecord } from '../json-values.ts'
import { placeOf } from '../places.ts'
import { buildPosting, derivedId } from '../posting.ts'
import { salaryOf } from '../salary.ts'
import { bool, entriesWith, hasText, type Reader } from './reader.ts'

const SECTIONS = ['companyDescription', 'jobDescription', 'qualifications', 'additionalInformation']

function fullDescription(posting: JsonRecord): string {
  const sections = record(pick(posting, 'jobAd', 'sections'))
  return SECTIONS.map((key) =>
    htmlSection(text(pick(sections, key, 'title')), descriptionHtml(text(pick(sections, key, 'text')))),
  )
    .filter(Boolean)
    .join('\n')
}

/** `permanent` is this board's word for full time. */
function types(posting: JsonRecord): ReturnType<typeof employmentTypes> {
  const id = text(pick(posting, 'typeOfEmployment', 'id'))
  return employmentTypes(id === 'permanent' ? 'full-time' : id, pick(posting, 'typeOfEmployment', 'label'))
}

function workplace(posting: JsonRecord) {
  const location = posting['location']
  if (!isRecord(location) || !('remote' in location || 'hybrid' in location)) return 'unknown'
  if (bool(location['hybrid'])) return 'hybrid'
  return bool(location['remote']) ? 'remote' : 'onsite'
}

export const smartrecruitersReader: Reader = {
  source: 'smartrecruiters',
  find: (payload) =>
    entriesWith(
      payload,
      ['content'],
      (entry) =>
        isRecord(pick(entry, 'jobAd', 'sections')) ||
        (hasText(entry, 'id', 'name') &&
          (isRecord(entry['company']) || 'refNumber' in entry || 'releasedDate' in entry)),
    ),
  read(posting, at) {
    const board = textOrNull(pick(posting, 'company', 'identifier')) ?? at.board
    const id = text(posting['id'])
    const location = record(posting['location'])
    const description = fullDescription(posting)
    const built = board && id ? `https://jobs.smartrecruiters.com/${encodeURIComponent(board)}/${id}` : ''
    const place = placeOf({
      raw: location['fullLocation'],
      city: location['city'],
      region: location['region'],
      country: location['country'],
    })
    const pay = record(posting['compensation'])
    return buildPosting({
      source: 'smartrecruiters',
      board,
      id: id || derivedId(description),
      url: httpUrl(posting['postingUrl']) ?? built,
      directApplyUrl: httpUrl(posting['applyUrl']),
      title: text(posting['name']),
      description,
      organization: textOrNull(pick(posting, 'company', 'name')),
      datePosted: isoDate(posting['releasedDate']),
      employmentType: types(posting),
      jobLocation: place ? [place] : [],
      workplaceType: workplace(posting),
      baseSalary: salaryOf({
        min: pay['min'],
        max: pay['max'],
        currency: pay['currency'],
        unit: pay['period'] ?? pay['interval'],
      }),
      industry: textOrNull(pick(posting, 'industry', 'label')),
      department:
        textOrNull(pick(posting, 'department', 'label')) ??
        textOrNull(pick(list(posting['function'])[0], 'label')),
      experienceRequirements: textOrNull(pick(posting, 'experienceLevel', 'label')),
      inLanguage: textOrNull(pick(posting, 'language', 'code')),
      raw: posting,
      now: at.now,
    })
  },
}
