import { isoDate } from '../dates.ts'
import { descriptionHtml } from '../html-text.ts'
import { httpUrl, text, texts } from '../json-values.ts'
import { readPlaces } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { salaryOf } from '../salary.ts'
import { entriesWith, hasText, type Reader } from './reader.ts'

/** Element 0 is legal text and carries no position. Terms: link back and name Remote OK. */
export const remoteokReader: Reader = {
  source: 'remoteok',
  find: (payload) => entriesWith(payload, [], (job) => hasText(job, 'id', 'position') && 'epoch' in job),
  read(job, at) {
    const url = httpUrl(job['url']) ?? ''
    return buildPosting({
      source: 'remoteok',
      id: text(job['id']),
      url,
      directApplyUrl: httpUrl(job['apply_url']),
      title: text(job['position']),
      description: descriptionHtml(text(job['description'])),
      organization: text(job['company']),
      logo: httpUrl(job['company_logo']),
      datePosted: isoDate(job['epoch']) ?? isoDate(job['date']),
      jobLocation: readPlaces(text(job['location'])),
      workplaceType: 'remote',
      baseSalary: salaryOf({ min: job['salary_min'], max: job['salary_max'], currency: 'USD', unit: 'year' }),
      skills: texts(job['tags']),
      attribution: { name: 'Remote OK', url: url || 'https://remoteok.com' },
      raw: job,
      now: at.now,
    })
  },
}
