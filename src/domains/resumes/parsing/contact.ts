import type { FactBook, Slice } from './fact-book.ts'
import type { Line } from './lines.ts'
import { looksLikePlace } from './looks.ts'
import { titleScore } from './titles.ts'

const emailPattern = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/u
const phonePattern =
  /(?<![\p{L}\d/.-])(?:(?:\+|00) ?\(?\d[\d ()./–-]{6,20}\d|\(\d{2,5}\) ?[\d ./–-]{5,16}\d|\d[\d ()./–-]{5,20}\d)(?![\p{L}\d])(?: *(?:x|ext\.?) *\d{1,5})?/u
const topLevel =
  'com|org|net|io|dev|me|ai|app|co|info|edu|gov|tech|design|page|site|blog|online|xyz|eu|de|at|ch|uk|fr|es|it|nl|be|pt|pl|se|no|dk|fi|ie|us|ca|au|nz|in|br|mx|cz|hu|ro|name|works|studio|space|cloud|inc|health'
const urlPattern = new RegExp(
  `(?:https?:\\/\\/|www\\.)[^\\s|,;<>()]+|(?<![@\\p{L}\\d._-])(?:[\\p{L}\\d-]+\\.)+(?:${topLevel})(?:\\/[^\\s|,;<>()]*)?(?![\\p{L}\\d@-])`,
  'giu',
)
const networks: [RegExp, string][] = [
  [/linkedin\.com/i, 'LinkedIn'],
  [/github\.com/i, 'GitHub'],
  [/gitlab\.com/i, 'GitLab'],
  [/(?:twitter|(?<![\p{L}\d])x)\.com/iu, 'X'],
  [/xing\.com/i, 'XING'],
  [/stackoverflow\.com/i, 'Stack Overflow'],
  [/behance\.net/i, 'Behance'],
  [/dribbble\.com/i, 'Dribbble'],
  [/instagram\.com/i, 'Instagram'],
  [/facebook\.com/i, 'Facebook'],
  [/youtube\.com/i, 'YouTube'],
  [/medium\.com/i, 'Medium'],
  [/leetcode\.com/i, 'LeetCode'],
  [/kaggle\.com/i, 'Kaggle'],
  [/orcid\.org/i, 'ORCID'],
  [/scholar\.google/i, 'Google Scholar'],
]

/** The network an address belongs to, or null for a site of one's own. */
export function networkOf(url: string): string | null {
  return networks.find(([pattern]) => pattern.test(url))?.[1] ?? null
}

const at = (line: Line, index: number, length: number): Slice => ({
  start: line.start + index,
  end: line.start + index + length,
})

function addFirst(
  book: FactBook,
  lines: readonly Line[],
  kind: 'email' | 'phone',
  pattern: RegExp,
  accept: (text: string) => boolean,
): void {
  for (const line of lines) {
    const text = kind === 'phone' ? line.text.replace(urlPattern, (url) => ' '.repeat(url.length)) : line.text
    const match = pattern.exec(text)
    if (!match || !accept(match[0])) continue
    book.add(kind, at(line, match.index, match[0].trimEnd().length), `/basics/${kind}`)
    return
  }
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  if (digits.length < 7 || digits.length > 15) return false
  // Two years, or a date, are no number to call.
  return (
    !/^(?:19|20)\d{2}\s*[-–/.]\s*(?:19|20)\d{2}$/.test(text.trim()) &&
    !/^\d{1,2}[./]\d{1,2}[./]\d{4}/.test(text.trim()) &&
    !/^\d{4}-\d{2}-\d{2}/.test(text.trim()) &&
    !/^(?:19|20)\d{2}[/.-]\d{1,2}\s*[-–]\s*(?:19|20)\d{2}/.test(text.trim())
  )
}

function addUrls(book: FactBook, lines: readonly Line[]): void {
  const seen = new Set<string>()
  let hasOwnSite = false
  for (const line of lines) {
    const bare = line.text.replace(emailPattern, (email) => ' '.repeat(email.length))
    for (const match of bare.matchAll(urlPattern)) {
      const text = match[0].replace(/[.,/]+$/, '')
      if (
        seen.has(text.toLowerCase()) ||
        /^(?:[bm]\.(?:tech|com|ed|sc|net)|asp\.net|node\.io|next\.js)$/i.test(text) ||
        !/\p{L}\.\p{L}/u.test(text)
      )
        continue
      seen.add(text.toLowerCase())
      const network = networkOf(text)
      if (!network && !hasOwnSite) {
        hasOwnSite = true
        book.add('url', at(line, match.index, text.length), '/basics/url')
      } else
        book.add(
          'url',
          at(line, match.index, text.length),
          `/basics/profiles/${book.next('profiles')}/url`,
          network,
        )
    }
  }
}

const addressLabel =
  /^(?:address|home address|location|based in|city|residence|current location|adresse|anschrift|wohnort|wohnhaft in|ort|domicile|lieu|dirección|domicilio|ubicación|ciudad|localidad|adres|woonplaats|indirizzo|residenza|città|morada|adress)\s*:?\s+/i
const streetPattern =
  /(?:\d+\s*[a-z]?,?\s+(?:\p{L}+\.?\s+){0,4}(?:street|st\.?|avenue|ave\.?|road|rd\.?|lane|ln\.?|drive|dr\.?|way|court|ct\.?|boulevard|blvd\.?|close|square|terrace|place|crescent)\b|\p{L}*(?:straße|strasse|str\.|weg|platz|allee|gasse|laan|straat|plein)\s*\d+|\b(?:rue|avenue|boulevard|calle|avenida|via|viale|piazza|plaza)\s+\p{L})/iu

function addLocation(book: FactBook, lines: readonly Line[]): void {
  for (const line of lines) {
    if (line.text.length > 160) continue
    let offset = 0
    for (const cell of line.text.split(/(\t| {3,}|\s*[|•·◦∙●▪♦]\s*|\s+[–—-]\s+)/)) {
      const bare = cell.replace(addressLabel, '').trim()
      const labelled =
        bare !== cell.trim() &&
        bare.length > 2 &&
        bare.length < 100 &&
        /\p{L}/u.test(bare) &&
        !/@|:\/\//.test(bare)
      if (labelled || (looksLikePlace(bare) && titleScore(bare) <= 0) || isAddress(bare)) {
        const start = offset + cell.indexOf(bare)
        book.add('location', at(line, start, bare.length), '/basics/location')
        return
      }
      offset += cell.length
    }
  }
}

function isAddress(text: string): boolean {
  if (text.length > 110 || /@|:\/\//.test(text)) return false
  return (
    (streetPattern.test(text) && /\d/.test(text)) ||
    /^(?:[A-Z]{1,2}-)?\d{4,5}\s+\p{Lu}[\p{L}. -]+(?:,\s*\p{L}[\p{L} ]+)?$/u.test(text) ||
    /^[\p{Lu}][\p{L} .'-]+,\s*[A-Z]{2}\s+\d{5}(?:-\d{4})?$/u.test(text) ||
    /^[\p{Lu}][\p{L} .'-]+,?\s+[A-Z]{1,2}\d{1,2}[A-Z]?\s*\d[A-Z]{2}$/u.test(text)
  )
}

/** Adds e-mail, phone, addresses on the web and the place; looks at the head first, then anywhere. */
export function parseContact(book: FactBook, head: readonly Line[], all: readonly Line[]): void {
  addFirst(book, [...head, ...all], 'email', emailPattern, () => true)
  const phoneLines = [
    ...head,
    ...all.filter((line) =>
      /\b(?:phone|tel|mobile|mobil|cell|handy|portable|móvil|telefon|téléphone|telefoon|cellulare)/i.test(
        line.text,
      ),
    ),
  ]
  addFirst(book, phoneLines, 'phone', phonePattern, isPhone)
  addUrls(book, head)
  addLocation(book, head)
}

/** Whether a line is made of ways to reach someone. */
export function isContactLine(text: string): boolean {
  return (
    emailPattern.test(text) ||
    new RegExp(urlPattern).test(text) ||
    (phonePattern.test(text) && isPhone(phonePattern.exec(text)?.[0] ?? ''))
  )
}
