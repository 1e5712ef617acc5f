import { recognisePostingUrl } from '../board-url.ts'
import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml, htmlSection, htmlToText } from '../html-text.ts'
import { httpUrl, list, pick, text, textOrNull, texts, type JsonRecord } from '../json-values.ts'
import { placeOf, type Place } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { workplaceOf } from '../workplace.ts'
import { bool, entriesWith, hasText, organizationFromBoard, type Reader } from './reader.ts'

function places(job: JsonRecord): Place[] {
  const many = [...list(job['locations']), ...list(job['location'])]
  const sources = many.length > 0 ? many : [job]
  return sources
    .map((place) =>
      placeOf({
        raw: [pick(place, 'city'), pick(place, 'region') ?? pick(place, 'state'), pick(place, 'country')]
          .map(text)
          .filter(Boolean)
          .join(', '),
        city: pick(place, 'city'),
        region: pick(place, 'region') ?? pick(place, 'state'),
        country: text(pick(place, 'countryCode')) || pick(place, 'country'),
      }),
    )
    .filter((place) => place !== null)
}

function fullDescription(job: JsonRecord): string {
  return [
    descriptionHtml(text(job['description'])),
    htmlSection('Requirements', descriptionHtml(text(job['requirements']))),
    htmlSection('Benefits', descriptionHtml(text(job['benefits']))),
  ]
    .filter(Boolean)
    .join('\n')
}

export const workableReader: Reader = {
  source: 'workable',
  find: (payload) => entriesWith(payload, ['jobs', 'results'], (job) => hasText(job, 'shortcode', 'title')),
  read(job, at, payload) {
    const code = text(job['shortcode'])
    const written = httpUrl(job['url']) ?? httpUrl(job['shortlink'])
    const board = at.board ?? (written ? (recognisePostingUrl(written)?.board ?? null) : null)
    const url = written ?? `https://apply.workable.com/${board ? `${board}/` : ''}j/${code}`
    const description = fullDescription(job)
    return buildPosting({
      source: 'workable',
      board,
      id: code,
      url,
      directApplyUrl: httpUrl(job['application_url']),
      title: text(job['title']),
      description,
      organization:
        textOrNull(pick(payload, 'name')) ?? organizationFromBoard(board, htmlToText(description)),
      datePosted: isoDate(job['published_on']) ?? isoDate(job['published']),
      employmentType: employmentTypes(job['employment_type'], job['type']),
      jobLocation: places(job),
      workplaceType:
        bool(job['telecommuting']) || bool(job['remote']) ? 'remote' : workplaceOf(job['workplace']),
      industry: textOrNull(job['industry']),
      department: texts(job['department'])[0] ?? null,
      experienceRequirements: textOrNull(job['experience']),
      inLanguage: textOrNull(job['language']),
      raw: job,
      now: at.now,
    })
  },
}
