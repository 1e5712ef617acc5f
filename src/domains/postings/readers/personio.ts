import { isoDate } from '../dates.ts'
import { employmentTypes } from '../employment-type.ts'
import { descriptionHtml, htmlSection, htmlToText } from '../html-text.ts'
import { isRecord, list, pick, text, textOrNull, texts, type JsonRecord } from '../json-values.ts'
import { readPlaces } from '../places.ts'
import { buildPosting } from '../posting.ts'
import { workplaceOf } from '../workplace.ts'
import { entriesWith, hasText, organizationFromBoard, type Reader, type Reading } from './reader.ts'

function fullDescription(position: JsonRecord): string {
  return list(pick(position, 'jobDescriptions', 'jobDescription'))
    .map((part) => htmlSection(text(pick(part, 'name')), descriptionHtml(text(pick(part, 'value')))))
    .filter(Boolean)
    .join('\n')
}

/** The feed names no address: it is the feed's host and /job/{id}. */
function pageUrl(at: Reading, id: string): string {
  const host = at.url && URL.canParse(at.url) ? new URL(at.url).host : null
  if (host?.includes('personio')) return `https://${host}/job/${id}`
  return at.board ? `https://${at.board}.jobs.personio.de/job/${id}` : ''
}

/** employmentType says how long, schedule how much. */
function types(position: JsonRecord) {
  const kind = text(position['employmentType'])
  return employmentTypes(position['schedule'], kind === 'permanent' ? '' : kind)
}

const years: Record<string, string> = { 'lt-1': 'less than 1 year' }

export const personioReader: Reader = {
  source: 'personio',
  find(payload) {
    const root = pick(payload, 'workzag-jobs')
    if (!isRecord(root)) return null
    const entries = entriesWith(root['position'], [], (position) => hasText(position, 'id', 'name'))
    // Ids may repeat.
    return (
      entries &&
      [...new Map(entries.toReversed().map((entry) => [text(entry['id']), entry])).values()].toReversed()
    )
  },
  read(position, at) {
    const id = text(position['id'])
    const offices = [...texts(position['office']), ...texts(pick(position, 'additionalOffices', 'office'))]
    const description = fullDescription(position)
    const experience = text(position['yearsOfExperience'])
    return buildPosting({
      source: 'personio',
      board: at.board,
      id,
      url: pageUrl(at, id),
      title: text(position['name']),
      description,
      organization:
        textOrNull(position['subcompany']) ?? organizationFromBoard(at.board, htmlToText(description)),
      datePosted: isoDate(position['createdAt']),
      employmentType: types(position),
      jobLocation: offices.flatMap(readPlaces),
      workplaceType: workplaceOf(offices.join(' '), position['name']),
      skills: text(position['keywords'])
        .split(',')
        .map((keyword) => keyword.trim())
        .filter(Boolean),
      industry: textOrNull(position['occupationCategory']),
      department: textOrNull(position['department']),
      experienceRequirements: experience ? (years[experience] ?? `${experience} years`) : null,
      raw: position,
      now: at.now,
    })
  },
}
