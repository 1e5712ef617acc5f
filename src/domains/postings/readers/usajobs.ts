import { isoDate } from '../dates.ts'
import { descriptionHtml, htmlList, htmlSection } from '../html-text.ts'
import {
  httpUrl,
  isRecord,
  list,
  pick,
  record,
  text,
  textOrNull,
  texts,
  type JsonRecord,
} from '../json-values.ts'
import { placeOf, readPlace, type Place } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { salaryOf, type Salary } from '../salary.ts'
import { bool, entriesWith, type Reader } from './reader.ts'

/** RateIntervalCode. Two weeks (BW) and piece work (PW) have no unit of ours: they stay in raw. */
const rateUnits: Record<string, string> = { PA: 'year', PH: 'hour', PD: 'day', PM: 'month' }

const schedules: Record<string, ('FULL_TIME' | 'PART_TIME' | 'OTHER')[]> = {
  1: ['FULL_TIME'],
  2: ['PART_TIME'],
  3: ['OTHER'],
  4: ['OTHER'],
  5: ['PART_TIME'],
  6: ['FULL_TIME', 'PART_TIME'],
}

function salary(job: JsonRecord): Salary | null {
  const pay = record(list(job['PositionRemuneration'])[0])
  const code = text(pay['RateIntervalCode'])
  if (code === 'WC') return null
  const words = text(pay['Description']) || code
  return salaryOf({
    min: pay['MinimumRange'],
    max: pay['MaximumRange'],
    currency: 'USD',
    unit: rateUnits[code] ?? null,
    raw: `USD ${text(pay['MinimumRange'])} - ${text(pay['MaximumRange'])} ${words}`.trim(),
  })
}

function places(job: JsonRecord): Place[] {
  return list(job['PositionLocation'])
    .map((entry) => {
      const city = readPlace(text(pick(entry, 'CityName')) || text(pick(entry, 'LocationName')))
      return placeOf({
        raw: pick(entry, 'LocationName'),
        city: city.addressLocality,
        region: text(pick(entry, 'CountrySubDivisionCode')) || city.addressRegion,
        country: pick(entry, 'CountryCode'),
      })
    })
    .filter((place) => place !== null)
}

function fullDescription(job: JsonRecord): string {
  const details = record(pick(job, 'UserArea', 'Details'))
  const section = (title: string, value: unknown) => {
    const parts = texts(value)
    const only = parts[0] ?? ''
    return htmlSection(title, parts.length > 1 ? htmlList(parts) : descriptionHtml(only))
  }
  return [
    descriptionHtml(text(details['JobSummary'])),
    section('Duties', details['MajorDuties']),
    section('Qualifications', text(job['QualificationSummary']) || details['QualificationSummary']),
    section('Requirements', details['KeyRequirements']),
    section('Education', details['Education']),
    section(
      'Security clearance',
      /^(?:not required|none)?$/i.test(text(details['SecurityClearance']))
        ? ''
        : details['SecurityClearance'],
    ),
  ]
    .filter(Boolean)
    .join('\n')
}

function workplace(job: JsonRecord) {
  const details = record(pick(job, 'UserArea', 'Details'))
  if (bool(details['RemoteIndicator'])) return 'remote'
  if (!('TeleworkEligible' in details)) return 'unknown'
  return bool(details['TeleworkEligible']) ? 'hybrid' : 'onsite'
}

export const usajobsReader: Reader = {
  source: 'usajobs',
  find(payload) {
    const items = pick(payload, 'SearchResult', 'SearchResultItems') ?? payload
    return entriesWith(
      items,
      [],
      (item) =>
        isRecord(item['MatchedObjectDescriptor']) || ('PositionTitle' in item && 'PositionURI' in item),
    )
  },
  read(item, at) {
    const job = isRecord(item['MatchedObjectDescriptor']) ? item['MatchedObjectDescriptor'] : item
    return buildPosting({
      source: 'usajobs',
      id: text(item['MatchedObjectId']) || text(job['PositionID']),
      // URL drops the default port that the API writes (`:443`).
      url: httpUrl(job['PositionURI']) ?? '',
      directApplyUrl: httpUrl(list(job['ApplyURI'])[0]),
      title: text(job['PositionTitle']),
      description: fullDescription(job),
      organization: textOrNull(job['OrganizationName']) ?? textOrNull(job['DepartmentName']),
      datePosted: isoDate(job['PublicationStartDate']),
      validThrough: isoDate(job['ApplicationCloseDate']) ?? isoDate(job['PositionEndDate']),
      employmentType: schedules[text(pick(list(job['PositionSchedule'])[0], 'Code'))] ?? [],
      jobLocation: places(job),
      workplaceType: workplace(job),
      baseSalary: salary(job),
      department: textOrNull(job['DepartmentName']),
      inLanguage: 'en',
      raw: item,
      now: at.now,
    })
  },
}
