import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { decodeOnce, descriptionHtml } from '../html-text.ts'
import { httpUrl, text, texts } from '../json-values.ts'
import { readPlaces } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { workplaceOf } from '../workplace.ts'
import { bool, entriesWith, hasText, type Reader } from './reader.ts'

const OWN_LINK = /<p>\s*Find\s*<a[^>]*>Jobs in Germany<\/a>\s*on Arbeitnow(?:<\/a>)?\s*(?:<\/p>)?\s*$/i

/** Some descriptions are escaped with the board's own raw line behind them, so the start decides. */
function description(written: string): string {
  const html = written.startsWith('&lt;') ? decodeOnce(written) : written
  return descriptionHtml(html.replace(OWN_LINK, ''))
}

export const arbeitnowReader: Reader = {
  source: 'arbeitnow',
  find: (payload) =>
    entriesWith(
      payload,
      ['data'],
      (job) => hasText(job, 'slug', 'company_name', 'title') && 'job_types' in job,
    ),
  read(job, at) {
    const location = text(job['location'])
    return buildPosting({
      source: 'arbeitnow',
      id: text(job['slug']),
      url: httpUrl(job['url']) ?? '',
      title: text(job['title']),
      description: description(text(job['description'])),
      organization: text(job['company_name']),
      datePosted: isoDate(job['created_at']),
      employmentType: employmentTypes(job['job_types']),
      jobLocation: readPlaces(location),
      workplaceType: bool(job['remote']) ? 'remote' : workplaceOf(location),
      skills: [],
      industry: texts(job['tags'])[0] ?? null,
      raw: job,
      now: at.now,
    })
  },
}
