import { load } from 'cheerio'
import { recognisePostingUrl } from '../board-url.ts'
import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml, htmlToText } from '../html-text.ts'
import { httpUrl, isRecord, list, pick, text, textOrNull, texts, type JsonRecord } from '../json-values.ts'
import { placeOf, readPlaces, type Place } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { currencyOf, salaryFromText, salaryOf, unitOf, type Salary } from '../salary.ts'
import { workplaceOf } from '../workplace.ts'
import { entriesWith, hasText, organizationFromBoard, type Reader } from './reader.ts'

function metadata(job: JsonRecord, name: RegExp): string[] {
  return list(job['metadata'])
    .filter((entry) => name.test(text(pick(entry, 'name'))))
    .flatMap((entry) => texts(pick(entry, 'value')))
}

function places(job: JsonRecord): Place[] {
  const named = readPlaces(text(pick(job, 'location', 'name')))
  if (named.length > 0) return named
  return list(job['offices'])
    .map((office) => placeOf({ raw: text(pick(office, 'location')) || pick(office, 'name') }))
    .filter((place) => place !== null)
}

/** Pay in cents; several ranges (one a region) give the widest bounds, each kept in raw. */
function payRanges(job: JsonRecord): Salary | null {
  const ranges = list(job['pay_input_ranges']).filter(isRecord)
  const bounds = (key: string) =>
    ranges.map((range) => Number(text(range[key])) / 100).filter((value) => value > 0)
  const currencies = [...new Set(ranges.map((range) => text(range['currency_type'])).filter(Boolean))]
  const lower = bounds('min_cents')
  const upper = bounds('max_cents')
  const raw = ranges.map((range) => {
    const figures = [range['min_cents'], range['max_cents']]
      .map((cents) => String(Number(text(cents)) / 100))
      .join(' - ')
    return [text(range['title']), figures, text(range['currency_type'])].filter(Boolean).join(' ')
  })
  return salaryOf({
    min: lower.length > 0 ? Math.min(...lower) : null,
    max: upper.length > 0 ? Math.max(...upper) : null,
    currency: currencies.length === 1 ? currencies[0] : null,
    unit:
      ranges.map((range) => unitOf(range['title']) ?? unitOf(range['blurb'])).find((unit) => unit !== null) ??
      null,
    raw: raw.join('; '),
  })
}

/** Boards that show pay in the text mark it with a class. */
function payInContent(html: string): Salary | null {
  if (!html.includes('pay-range') && !html.includes('content-pay-transparency')) return null
  const $ = load(html, { xml: { xmlMode: false } })
  const range = $('.content-pay-transparency .pay-range, .pay-range').first().text()
  const found = salaryFromText(range.replace(/\s+/g, ' '))
  if (!found || (found.minValue === null && found.maxValue === null)) return null
  const around = $('.content-pay-transparency').first().text()
  return {
    ...found,
    currency: found.currency ?? currencyOf(around),
    unitText: found.unitText ?? unitOf(around),
  }
}

export const greenhouseReader: Reader = {
  source: 'greenhouse',
  find: (payload) =>
    entriesWith(payload, ['jobs'], (job) => hasText(job, 'absolute_url', 'id', 'title') && 'location' in job),
  read(job, at) {
    const url = httpUrl(job['absolute_url']) ?? ''
    const board = at.board ?? recognisePostingUrl(url)?.board ?? null
    const description = descriptionHtml(text(job['content']))
    const locations = places(job)
    const title = text(job['title'])
    return buildPosting({
      source: 'greenhouse',
      board,
      id: text(job['id']),
      url,
      title,
      description,
      organization: textOrNull(job['company_name']) ?? organizationFromBoard(board, htmlToText(description)),
      datePosted: isoDate(job['first_published']),
      dateModified: isoDate(job['updated_at']),
      validThrough: isoDate(job['application_deadline']),
      employmentType: employmentTypes(
        job['employment'],
        metadata(job, /employment|job type|time type|contract type/i),
      ),
      jobLocation: locations,
      workplaceType: workplaceOf(
        metadata(job, /location type|work ?place|work (?:model|arrangement|type|setting)|remote/i)[0],
        locations.map((place) => place.raw).join(' '),
        title,
      ),
      baseSalary: payRanges(job) ?? payInContent(description),
      department: textOrNull(pick(list(job['departments'])[0], 'name')),
      inLanguage: textOrNull(job['language']),
      raw: job,
      now: at.now,
    })
  },
}
