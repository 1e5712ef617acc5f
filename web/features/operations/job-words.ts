import { dateAndSeconds } from '../../lib/format.ts'

const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g

/** The server's words with their times as the reader's clock shows them. */
export function localTimes(words: string): string {
  return words.replaceAll(instant, (iso) => dateAndSeconds(iso))
}
