import { isoDate } from '../dates.ts'
import { countryCode } from '../countries.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml, htmlToText } from '../html-text.ts'
import { httpUrl, isRecord, pick, text, textOrNull, texts } from '../json-values.ts'
import { placeOf } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { salaryOf } from '../salary.ts'
import { workplaceOf } from '../workplace.ts'
import { entriesWith, hasText, type Reader } from './reader.ts'

/** Figures carry no currency: each national site uses its own. */
const currencies: Record<string, string> = {
  GB: 'GBP',
  US: 'USD',
  IN: 'INR',
  AU: 'AUD',
  CA: 'CAD',
  NZ: 'NZD',
  SG: 'SGD',
  ZA: 'ZAR',
  BR: 'BRL',
  MX: 'MXN',
  PL: 'PLN',
  CH: 'CHF',
  AT: 'EUR',
  BE: 'EUR',
  DE: 'EUR',
  ES: 'EUR',
  FR: 'EUR',
  IT: 'EUR',
  NL: 'EUR',
}

/** Descriptions are snippets. Terms: attribution. */
export const adzunaReader: Reader = {
  source: 'adzuna',
  find: (payload) =>
    entriesWith(
      payload,
      ['results'],
      (job) => hasText(job, 'id', 'title', 'redirect_url') && isRecord(job['location']),
    ),
  read(job, at) {
    const area = texts(pick(job, 'location', 'area'))
    const raw = text(pick(job, 'location', 'display_name')) || area.toReversed().join(', ')
    const country = countryCode(area[0] ?? '')
    const url = httpUrl(job['redirect_url']) ?? ''
    const place = placeOf({
      raw,
      city: area.length > 1 ? area.at(-1) : null,
      region: area.length > 2 ? area.at(-2) : null,
      country: area[0],
    })
    const title = htmlToText(text(job['title']))
    return buildPosting({
      source: 'adzuna',
      id: text(job['id']),
      url,
      title,
      description: descriptionHtml(text(job['description'])),
      organization: textOrNull(pick(job, 'company', 'display_name')),
      datePosted: isoDate(job['created']),
      employmentType: employmentTypes(job['contract_time'], job['contract_type']),
      jobLocation: place ? [place] : [],
      workplaceType: workplaceOf(title),
      baseSalary: salaryOf({
        min: job['salary_min'],
        max: job['salary_max'],
        currency: country ? currencies[country] : null,
        unit: 'year',
        estimated: text(job['salary_is_predicted']) === '1',
      }),
      industry: textOrNull(pick(job, 'category', 'label')),
      attribution: { name: 'Adzuna', url: url || 'https://www.adzuna.com' },
      raw: job,
      now: at.now,
    })
  },
}
