/**
 * Makes text from any source comparable: compatibility forms, ligatures, odd blanks and letter-spaced words.
 * Keeps the number of lines and is idempotent, so that line numbers and spans stay true whoever calls it.
 */
export function cleanText(raw: string): string {
  return raw
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .split('\n')
    .map(cleanLine)
    .join('\n')
}

const ligatures: Record<string, string> = {
  '\uFB00': 'ff',
  '\uFB01': 'fi',
  '\uFB02': 'fl',
  '\uFB03': 'ffi',
  '\uFB04': 'ffl',
  '\uFB05': 'st',
  '\uFB06': 'st',
  '\u0132': 'IJ',
  '\u0133': 'ij',
}

function cleanLine(line: string): string {
  const plain = repairLostLigatures(line)
    .replace(/[\uFB00-\uFB06\u0132\u0133]/g, (found) => ligatures[found] ?? found)
    .replace(/\t/g, '\uE0FF')
    // Icons of symbol fonts, soft hyphens, zero-width and other control characters carry no text.
    .replace(/[\uE000-\uE0FE\uE100-\uF0A6\uF0A8-\uF8FF]/g, ' ')
    .replace(/\uF0A7/g, '•')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF\uFFFD]/g, '')
    .replace(/[\u{E0000}-\u{E007F}]/gu, '')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .replace(/\uE0FF/g, '\t')
    .replace(/[\uD800-\uDFFF]/gu, '')
    .normalize('NFC')
  return joinLetterSpacing(plain.replace(/[ ]*\t[ \t]*/g, '\t').replace(/[ \t]+$/, ''))
}

/** "E X P E R I E N C E" → "EXPERIENCE"; words of a spaced phrase are told apart by their wider gap. */
function joinLetterSpacing(line: string): string {
  return line
    .split('\t')
    .map((cell) => {
      const tokens = cell.trim().split(/ +/)
      if (tokens.length < 4 || !tokens.every((token) => /^([\p{L}\p{N}]|[&/.,:'’-])$/u.test(token)))
        return cell
      if (tokens.filter((token) => /\p{L}/u.test(token)).length < tokens.length * 0.75) return cell
      const gap = / {2,}/.test(cell.trim()) ? / {2,}/ : null
      const words = gap ? cell.trim().split(gap) : [cell.trim()]
      return words.map((word) => word.replace(/ /g, '')).join(' ')
    })
    .join('\t')
}

// Some PDF fonts map a ligature to U+0000. Only these letters can have stood there; the stems decide which.
const lostLigatures: [RegExp, string][] = [
  [/(?<=\b(?:e|o|di|su|tra|co|cu|sta|bu|shu|a))\0(?=(?:ci|ce|cu|c\b|xe|li))/giu, 'ffi'],
  [
    /(?<=\b(?:work|cash|over|in|re|con|air|out|snow|bu|cam|de|after|ru|ba))\0(?=(?:ow|ue|uen|ict|ect|ux|ight|ate|o|at|e\b))/giu,
    'fl',
  ],
  [/\0(?=(?:ow|oor|eet|uen|uid|exib|ight|yer|avor|avour|ash|at\b|ask))/giu, 'fl'],
  [/(?<=\b(?:e|o|di|su|sta|a|bu))\0(?=(?:e|o|s|\b))/giu, 'ff'],
]

function repairLostLigatures(line: string): string {
  if (!line.includes('\0')) return line
  let repaired = line
  for (const [pattern, letters] of lostLigatures) repaired = repaired.replace(pattern, letters)
  return repaired.replace(/(?<=\p{L})\0(?=\p{L})|\0(?=\p{Ll})/gu, 'fi').replace(/\0/g, '')
}

const keepHyphenAfter =
  /(?:^|[\s(/])(?:full|front|back|cross|multi|high|low|long|short|self|well|co|non|post|pre|real|end|part|third|first|second|on|off|in|follow|start|data|user|client|customer|team|object|test|state|hands|large|small|mid|e|day|year|semi|anti|inter|cost|time|decision|problem|results?|detail)$/i

/** Joins a wrapped line to its continuation: takes a line-end hyphen away unless it belongs to the word. */
export function joinWrapped(first: string, second: string): string {
  const head = first.replace(/[ \t]+$/, '')
  const address = /(?:@|:\/\/|www\.|\.(?:com|org|net|io|dev))\S*$/i.test(head)
  if (address && /[-/._@]$/.test(head)) return head + second
  if (/\p{L}-$/u.test(head) && /^\p{Ll}/u.test(second)) {
    return keepHyphenAfter.test(head.slice(0, -1)) ? head + second : head.slice(0, -1) + second
  }
  if (/[-/]$/.test(head) && /^\S/.test(second) && /\S[-/]$/.test(head)) return head + second
  return `${head} ${second}`
}
