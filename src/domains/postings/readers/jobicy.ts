import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { decodeOnce, descriptionHtml } from '../html-text.ts'
import { httpUrl, text, texts } from '../json-values.ts'
import { applicantPlaces } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { salaryOf } from '../salary.ts'
import { entriesWith, hasText, type Reader } from './reader.ts'

/** Terms: credit Jobicy with a direct link. */
export const jobicyReader: Reader = {
  source: 'jobicy',
  find: (payload) => entriesWith(payload, ['jobs'], (job) => hasText(job, 'id', 'jobTitle', 'companyName')),
  read(job, at) {
    const url = httpUrl(job['url']) ?? ''
    return buildPosting({
      source: 'jobicy',
      id: text(job['id']),
      url,
      title: text(job['jobTitle']),
      description: descriptionHtml(text(job['jobDescription']) || text(job['jobExcerpt'])),
      organization: text(job['companyName']),
      logo: httpUrl(job['companyLogo']),
      datePosted: isoDate(job['pubDate']),
      employmentType: employmentTypes(job['jobType']),
      workplaceType: 'remote',
      applicantLocationRequirements: applicantPlaces(job['jobGeo']),
      baseSalary: salaryOf({
        min: job['salaryMin'] ?? job['annualSalaryMin'],
        max: job['salaryMax'] ?? job['annualSalaryMax'],
        currency: job['salaryCurrency'],
        unit: job['salaryPeriod'] ?? ('annualSalaryMin' in job ? 'year' : null),
      }),
      industry: texts(job['jobIndustry']).map(decodeOnce)[0] ?? null,
      experienceRequirements: /^any$/i.test(text(job['jobLevel'])) ? null : text(job['jobLevel']) || null,
      attribution: { name: 'Jobicy', url: url || 'https://jobicy.com' },
      raw: job,
      now: at.now,
    })
  },
}
