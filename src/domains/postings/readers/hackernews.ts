import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { htmlToText } from '../html-text.ts'
import { isRecord, list, pick, text, type JsonRecord } from '../json-values.ts'
import { readPlace, readPlaces, applicantPlaces } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { salaryFromText } from '../salary.ts'
import { workplaceOf } from '../workplace.ts'
import type { Reader } from './reader.ts'

const WORKPLACE = /\b(?:remote|hybrid|on-?site|in[- ]office|wfh)\b/i
const EMPLOYMENT =
  /\b(?:full[- ]?time|part[- ]?time|contract(?:or)?|intern(?:ship)?s?|freelance|permanent|temporary)\b/i
const MONEY = /[$€£₹]\s?\d|\b\d{2,3}\s?k\b|\bsalary\b/i
const NOISE = /https?:\/\/|\bvisa\b|\bequity\b|^[\w.-]+\.(?:com|io|ai|co|org|dev|net)\b/i
const JOB_WORDS = /\b(?:hiring|roles?|positions?|openings?|engineers?|developers?|apply)\b/i

interface Header {
  organization: string
  title: string
  places: string[]
  workplace: string
  employment: string
  salary: string
}

/** "Company | Role | Place | Remote | Type | Pay": only the company has a fixed place. */
function readHeader(line: string): Header {
  const [organization = '', ...rest] = line.split('|').map((part) => part.trim())
  const header: Header = { organization, title: '', places: [], workplace: '', employment: '', salary: '' }
  const roles: string[] = []
  for (const part of rest.filter(Boolean)) {
    const place = readPlace(part)
    const isPlace = place.addressCountry !== null
    if (MONEY.test(part)) header.salary ||= part
    else if (NOISE.test(part)) continue
    else if (WORKPLACE.test(part) && !/engineer|developer|manager|designer/i.test(part)) {
      header.workplace += `${part} `
      if (/\(|,| - | in /.test(part) || isPlace) header.places.push(part)
    } else if (EMPLOYMENT.test(part) && !/engineer|developer|manager/i.test(part))
      header.employment += `${part} `
    else if (isPlace) header.places.push(part)
    else if (roles.length < 4) roles.push(part)
  }
  header.title = roles.join(', ')
  return header
}

/** A post without pipes: its first line names the company, "Open roles: …" the jobs. */
function readLoosely(plain: string): Header {
  const [first = ''] = plain.split('\n')
  const roles = /^(?:open |current )?(?:roles|positions|openings)\s*:\s*(.+)$/im.exec(plain)?.[1] ?? ''
  const title = roles
    .split(/\s*[•·]\s*/)
    .filter(Boolean)
    .join(', ')
  const named = first.length <= 80
  return {
    organization: named ? first.trim() : '',
    title,
    places: [],
    workplace: '',
    employment: '',
    salary: '',
  }
}

function comments(payload: unknown): { comment: JsonRecord; story: string }[] {
  if (isRecord(payload) && Array.isArray(payload['hits'])) {
    const hits = list(payload['hits']).filter(isRecord)
    return hits
      .filter((hit) => 'comment_text' in hit)
      .map((comment) => ({ comment, story: text(comment['story_id']) }))
  }
  if (isRecord(payload) && text(payload['type']) === 'comment') {
    return [{ comment: payload, story: text(payload['story_id']) || text(payload['parent_id']) }]
  }
  if (
    !isRecord(payload) ||
    !Array.isArray(payload['children']) ||
    !/who is hiring/i.test(text(payload['title']))
  )
    return []
  return list(payload['children'])
    .filter(isRecord)
    .map((comment) => ({ comment, story: text(payload['id']) }))
}

function bodyOf(comment: JsonRecord): string {
  return text(comment['comment_text']) || text(comment['text'])
}

/** Replies answer somebody; only comments right below the story are postings. Null text was deleted. */
export const hackernewsReader: Reader = {
  source: 'hackernews',
  find(payload) {
    const found = comments(payload)
    if (found.length === 0) return null
    return found
      .filter(({ comment, story }) => text(comment['parent_id']) === story && bodyOf(comment) !== '')
      .filter(({ comment }) => {
        const thread = text(comment['story_title'])
        return thread === '' || /who is hiring/i.test(thread)
      })
      .map(({ comment }) => comment)
  },
  read(comment, at) {
    const id = text(comment['objectID']) || text(comment['id'])
    // Line breaks inside a paragraph are the author's own list.
    const description = `<p>${bodyOf(comment).replaceAll('\n', '<br>')}`
    const plain = htmlToText(description)
    const [first = ''] = plain.split('\n')
    const piped = first.split('|').length >= 3
    if (!piped && !JOB_WORDS.test(plain)) return null
    const header = piped ? readHeader(first) : readLoosely(plain)
    const workplace = workplaceOf(header.workplace)
    const places = header.places.flatMap(readPlaces)
    return buildPosting({
      source: 'hackernews',
      board: text(pick(comment, 'story_id')) || text(comment['parent_id']) || null,
      id,
      url: `https://news.ycombinator.com/item?id=${id}`,
      title: header.title,
      description,
      organization: header.organization,
      datePosted: isoDate(comment['created_at']),
      dateModified: isoDate(comment['updated_at']),
      employmentType: employmentTypes(header.employment),
      jobLocation: places,
      workplaceType: workplace,
      applicantLocationRequirements:
        workplace === 'remote' ? applicantPlaces(...header.places.map(placeWords)) : [],
      baseSalary: salaryFromText(header.salary),
      inLanguage: 'en',
      raw: comment,
      now: at.now,
    })
  },
}

/** "Remote (EMEA)" → "EMEA". */
function placeWords(written: string): string {
  return written
    .replace(WORKPLACE, '')
    .replace(/[()]/g, '')
    .replace(/^[\s,–—-]+/, '')
    .trim()
}
