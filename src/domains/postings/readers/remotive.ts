import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml } from '../html-text.ts'
import { httpUrl, text, textOrNull, texts } from '../json-values.ts'
import { applicantPlaces } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { salaryFromText } from '../salary.ts'
import { entriesWith, hasText, type Reader } from './reader.ts'

/** Terms: link back and name Remotive as the source. */
export const remotiveReader: Reader = {
  source: 'remotive',
  find: (payload) =>
    entriesWith(
      payload,
      ['jobs'],
      (job) => hasText(job, 'id', 'title', 'company_name', 'url') && 'candidate_required_location' in job,
    ),
  read(job, at) {
    const url = httpUrl(job['url']) ?? ''
    return buildPosting({
      source: 'remotive',
      id: text(job['id']),
      url,
      title: text(job['title']),
      description: descriptionHtml(text(job['description'])),
      organization: text(job['company_name']),
      logo: httpUrl(job['company_logo']),
      datePosted: isoDate(job['publication_date']),
      employmentType: employmentTypes(job['job_type']),
      workplaceType: 'remote',
      applicantLocationRequirements: applicantPlaces(job['candidate_required_location']),
      baseSalary: salaryFromText(job['salary']),
      skills: texts(job['tags']),
      industry: textOrNull(job['category']),
      attribution: { name: 'Remotive', url: url || 'https://remotive.com' },
      raw: job,
      now: at.now,
    })
  },
}
