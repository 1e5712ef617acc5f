import type { FactBook, Slice } from './fact-book.ts'
import { findLanguages, languageLevel } from './language-names.ts'
import { withoutBullet, type Line } from './lines.ts'
import { negation, splitList } from './lists-of-items.ts'

interface Mention extends Slice {
  tag: string
  level: string | null
}

const edge = /[\s,;:.|/&•·–—-]/u

function label(text: string): number {
  return (
    /^[^:]*\b(?:languages?|sprachen|sprachkenntnisse|langues?|idiomas?|talen|lingue|línguas)\b[^:]{0,20}:\s*/iu.exec(
      text,
    )?.[0].length ?? 0
  )
}

/** What one phrase says: "German (C1)" is one mention, "fluent in English and German" are two. */
function mentionsOf(book: FactBook, phrase: Slice): Mention[] {
  const text = book.slice(phrase)
  const found = findLanguages(text)
  const level = languageLevel(text)
  const [only] = found
  if (found.length === 1 && only) {
    const lead = languageLevel(text.slice(0, only.start)) === null ? only.start : 0
    const slice = book.trim(
      { start: phrase.start + lead, end: Math.min(phrase.end, phrase.start + lead + 100) },
      edge,
    )
    return [{ ...slice, tag: only.tag, level }]
  }
  return found.map((language) => ({
    start: phrase.start + language.start,
    end: phrase.start + language.end,
    tag: language.tag,
    level,
  }))
}

/** Items of a list; a full stop ends one too. */
function phrases(text: string, offset: number): Slice[] {
  const slices: Slice[] = []
  let start = 0
  for (const stop of [...text.matchAll(/\.\s+(?=\p{Lu})/gu), null]) {
    const end = stop ? stop.index : text.length
    slices.push(...splitList(text.slice(start, end), offset + start))
    start = stop ? stop.index + stop[0].length : end
  }
  return slices
}

/** Reads "German (native), English – C1" and tables of languages with levels; a level may stand below. */
export function parseLanguages(book: FactBook, lines: readonly Line[]): void {
  const mentions: Mention[] = []
  for (const line of lines) {
    const bare = withoutBullet(line)
    if (negation.test(bare.text)) continue
    const from = label(bare.text)
    for (const phrase of phrases(bare.text.slice(from), bare.start + from)) {
      const found = mentionsOf(book, phrase)
      const last = mentions.at(-1)
      const text = book.slice(phrase)
      if (found.length > 0) mentions.push(...found)
      else if (last && last.level === null && text.length < 50) last.level = languageLevel(text)
    }
  }
  const seen = new Set<string>()
  for (const mention of mentions) {
    if (seen.has(mention.tag)) continue
    seen.add(mention.tag)
    book.add(
      'language',
      mention,
      `/languages/${book.next('languages')}`,
      mention.level ? `${mention.tag}:${mention.level}` : mention.tag,
    )
  }
}
