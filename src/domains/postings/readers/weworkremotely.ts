import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml } from '../html-text.ts'
import { httpUrl, pick, text, textOrNull } from '../json-values.ts'
import { applicantPlaces, readPlaces } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { entriesWith, hasText, type Reader } from './reader.ts'

/** The feed puts logo, headquarters and the company's link before the employer's own text. */
const PREAMBLE = /^\s*(?:<img[^>]*>\s*)?(?:<p>\s*<strong>(?:Headquarters|URL):<\/strong>[\s\S]*?<\/p>\s*)+/i

function parts(title: string): { organization: string | null; title: string } {
  const match = /^(.+?)\s*:\s+(.+)$/s.exec(title)
  return match ? { organization: match[1] ?? null, title: match[2] ?? '' } : { organization: null, title }
}

export const weworkremotelyReader: Reader = {
  source: 'weworkremotely',
  find(payload) {
    const items = pick(payload, 'rss', 'channel', 'item')
    const home = text(pick(payload, 'rss', 'channel', 'link')).includes('://weworkremotely.com/')
    return entriesWith(items, [], (item) => hasText(item, 'title', 'link') && (home || 'expires_at' in item))
  },
  read(item, at) {
    const url = httpUrl(item['link']) ?? ''
    const { organization, title } = parts(text(item['title']))
    return buildPosting({
      source: 'weworkremotely',
      id: text(item['guid']) || url,
      url,
      title,
      description: descriptionHtml(text(item['description']).replace(PREAMBLE, '')),
      organization,
      datePosted: isoDate(item['pubDate']),
      validThrough: isoDate(item['expires_at']),
      employmentType: employmentTypes(item['type']),
      jobLocation: [item['state'], item['country']].flatMap((place) => readPlaces(text(place))),
      workplaceType: 'remote',
      applicantLocationRequirements: applicantPlaces(item['region'], item['country']),
      skills: text(item['skills'])
        .split(',')
        .map((skill) => skill.trim())
        .filter(Boolean),
      industry: textOrNull(item['category']),
      raw: item,
      now: at.now,
    })
  },
}
