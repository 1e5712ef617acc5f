/** A picture that may stand before a line or between its parts; signs of law are part of names. */
const PICTURE = '(?![©®™])\\p{Extended_Pictographic}[\\uFE0F\\u200D\\u{1F3FB}-\\u{1F3FF}]*'
const PICTURES = new RegExp(`^(?:${PICTURE})+\\s*`, 'u')
const BETWEEN = new RegExp(`\\s*(?:(?:${PICTURE})\\s*)+`, 'gu')

const MARK =
  /^(?:[-–—•*·▪◦●○‣✓✔✗✘➤►▸»+~→▶■□☐☑◆❖⁃∙o]|\d{1,2}[.)]|\(?(?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,2})\))\s+(?=\S)/u

/** What a line begins with: the picture itself, the kind of mark, or '' for a line without one. */
function markOf(line: string): string {
  const [picture] = PICTURES.exec(line) ?? []
  if (picture !== undefined) return picture.trim()
  const [mark] = MARK.exec(line) ?? []
  if (mark === undefined) return ''
  return /[\p{L}\d]/u.test(mark.replace(/^o\s/, '')) ? 'counted' : mark.trim()
}

export function isPicture(mark: string): boolean {
  return PICTURES.test(mark)
}

/** `item` of a list, `byline` with a picture of its own ("📍 Leeds"), or plain. */
export type LineRole = 'item' | 'byline' | 'plain'

/** What each line is, from the marks of the lines around it: a mark that comes again makes a list. */
export function lineRoles(lines: string[]): LineRole[] {
  const marks = lines.map(markOf)
  const filled = lines.map((line, at) => (line === '' ? -1 : at)).filter((at) => at >= 0)
  const roles: LineRole[] = lines.map(() => 'plain')
  filled.forEach((at, nth) => {
    const mark = marks[at] ?? ''
    if (mark === '') return
    // A headline stands apart from the list that follows it.
    const next = nth === 0 ? at + 1 : filled[nth + 1]
    const again = [filled[nth - 1], next].some((other) => other !== undefined && marks[other] === mark)
    if (isPicture(mark)) roles[at] = again ? 'item' : nth === 0 ? 'plain' : 'byline'
    // "~ Cook wanted ~" above a text is a headline, not a list of one.
    else roles[at] = again || nth > 0 ? 'item' : 'plain'
  })
  return roles
}

/** The line without the mark or the picture that it begins with. */
export function withoutMark(line: string): string {
  return line.replace(PICTURES, '').replace(MARK, '')
}

/** "🌟 Cook 🌟 Leeds 🌟" → "Cook | Leeds": pictures separate, and decorate the ends. */
export function picturesAsBars(line: string): string {
  return line
    .replace(BETWEEN, ' | ')
    .replace(/^[\s|]+|[\s|]+$/g, '')
    .trim()
}
