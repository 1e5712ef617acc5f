import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml } from '../html-text.ts'
import { httpUrl, text, texts } from '../json-values.ts'
import { applicantPlaces } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { salaryOf } from '../salary.ts'
import { entriesWith, hasText, type Reader } from './reader.ts'

export const himalayasReader: Reader = {
  source: 'himalayas',
  find: (payload) =>
    entriesWith(
      payload,
      ['jobs'],
      (job) =>
        hasText(job, 'title', 'companyName') && ('applicationLink' in job || 'locationRestrictions' in job),
    ),
  read(job, at) {
    const url = httpUrl(job['applicationLink']) ?? httpUrl(job['guid']) ?? ''
    return buildPosting({
      source: 'himalayas',
      id: text(job['guid']) || url,
      url,
      title: text(job['title']),
      description: descriptionHtml(text(job['description']) || text(job['excerpt'])),
      organization: text(job['companyName']),
      logo: httpUrl(job['companyLogo']),
      datePosted: isoDate(job['pubDate']),
      validThrough: isoDate(job['expiryDate']),
      employmentType: employmentTypes(job['employmentType']),
      workplaceType: 'remote',
      applicantLocationRequirements: applicantPlaces(job['locationRestrictions']),
      baseSalary: salaryOf({
        min: job['minSalary'],
        max: job['maxSalary'],
        currency: job['currency'],
        unit: job['salaryPeriod'],
      }),
      skills: [],
      industry:
        texts(job['parentCategories'])[0] ?? texts(job['categories'])[0]?.replaceAll('-', ' ') ?? null,
      experienceRequirements: texts(job['seniority']).join(', ') || null,
      raw: job,
      now: at.now,
    })
  },
}
