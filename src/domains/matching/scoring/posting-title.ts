import type { Posting } from '../../postings/schema.ts'
import { findOccupations } from './occupations.ts'

/** The posting's title; where it names no occupation, the first line that does. */
export function postingTitle(posting: Posting, postingText: string): string {
  const title = posting.title ?? ''
  if (title !== '' && findOccupations(title).length > 0) return title
  const lines = postingText
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const short = lines.slice(0, 4).find((line) => line.length <= 90 && findOccupations(line).length > 0)
  if (short) return title === '' ? short : `${title} (${short})`
  const sought =
    /\b(?:looking for|seeking|hiring|suchen|recherchons|buscamos|join us as|as)\s+(?:an?|eine?n?|une?|our next)?\s*([^.,;\n]{3,60})/iu.exec(
      postingText,
    )?.[1]
  const named = sought && findOccupations(sought).length > 0 ? sought : ''
  return [title, named].filter((part) => part !== '').join(' ') || (lines[0] ?? '')
}
