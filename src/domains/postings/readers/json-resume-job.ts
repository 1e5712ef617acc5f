import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml, htmlList, htmlSection } from '../html-text.ts'
import { httpUrl, list, pick, record, text, textOrNull, texts } from '../json-values.ts'
import { placeOf } from '../places.ts'
import { buildPosting, derivedId } from '../posting.ts'
import { salaryFromText } from '../salary.ts'
import { workplaceOf } from '../workplace.ts'
import { entriesWith, hasText, type Reader } from './reader.ts'

function skillNames(value: unknown): string[] {
  return list(value).flatMap((skill) => [
    ...texts(typeof skill === 'string' ? skill : pick(skill, 'name')),
    ...texts(pick(skill, 'keywords')),
  ])
}

function skillLines(value: unknown): string[] {
  return list(value)
    .map((skill) => {
      if (typeof skill === 'string') return text(skill)
      const keywords = texts(pick(skill, 'keywords')).join(', ')
      return [text(pick(skill, 'name')), keywords].filter(Boolean).join(': ')
    })
    .filter(Boolean)
}

/** The job description schema beside JSON Resume (jsonresume.org). */
export const jsonResumeJobReader: Reader = {
  source: 'json-resume',
  find: (payload) =>
    entriesWith(
      payload,
      [],
      (job) =>
        hasText(job, 'title', 'company') &&
        ['responsibilities', 'qualifications', 'skills', 'remote', 'experience'].some((key) => key in job),
    ),
  read(job, at) {
    const location = record(job['location'])
    const url = httpUrl(pick(job, 'meta', 'canonical')) ?? httpUrl(job['url']) ?? ''
    const place = placeOf({
      city: location['city'],
      region: location['region'],
      country: location['countryCode'],
    })
    const description = [
      descriptionHtml(text(job['description'])),
      htmlSection('Responsibilities', htmlList(texts(job['responsibilities']))),
      htmlSection('Qualifications', htmlList(texts(job['qualifications']))),
      htmlSection('Skills', htmlList(skillLines(job['skills']))),
    ]
    const remote = text(job['remote'])
    return buildPosting({
      source: 'json-resume',
      id: url || derivedId(text(job['title']), text(job['company']), description.join('')),
      url,
      title: text(job['title']),
      description: description.filter(Boolean).join('\n'),
      organization: text(job['company']),
      datePosted: isoDate(job['date']),
      dateModified: isoDate(pick(job, 'meta', 'lastModified')),
      employmentType: employmentTypes(job['type']),
      jobLocation: place ? [place] : [],
      workplaceType: /^full$/i.test(remote) ? 'remote' : workplaceOf(remote),
      baseSalary: salaryFromText(job['salary']),
      skills: skillNames(job['skills']),
      experienceRequirements: textOrNull(job['experience']),
      raw: job,
      now: at.now,
    })
  },
}
