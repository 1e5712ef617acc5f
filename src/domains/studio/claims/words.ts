import type { Span } from '../../resumes/schema.ts'

export interface Word {
  text: string
  folded: string
  span: Span
}

/** Case, accents, ligatures and typographic apostrophes don't make two names different. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’ʼ`´]/g, "'")
    .replace(/ß/g, 'ss')
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’.&/-](?=[\p{L}\p{N}])|[+#]+)*/gu

export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    text: match[0],
    folded: fold(match[0]),
    span: [match.index, match.index + match[0].length],
  }))
}

export function foldedWords(text: string): string[] {
  return wordsOf(text).map((word) => word.folded)
}

/** Where `needle` stands in `words`, word by word. */
export function findPhrase(words: readonly Word[], needle: readonly string[]): Span[] {
  const found: Span[] = []
  if (needle.length === 0) return found
  for (let at = 0; at + needle.length <= words.length; at++) {
    if (!needle.every((part, offset) => words[at + offset]?.folded === part)) continue
    const first = words[at]
    const last = words[at + needle.length - 1]
    if (first && last) found.push([first.span[0], last.span[1]])
  }
  return found
}

export function hasPhrase(words: readonly string[], needle: readonly string[]): boolean {
  if (needle.length === 0) return false
  for (let at = 0; at + needle.length <= words.length; at++) {
    if (needle.every((part, offset) => words[at + offset] === part)) return true
  }
  return false
}

/** Enough of a stem to see that "engineers" counts the same as "engineer". */
export function stem(folded: string): string {
  const word = folded.replace(/'s$/, '')
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(?:ss|us|is)$/.test(word) || word.length < 4) return word
  return word.replace(/(?<=(?:sh|ch|x|z|ss))es$/, '').replace(/s$/, '')
}

const FUNCTION_WORDS = new Set(
  (
    'a an the and or but nor so yet of in on at by for from to with within without into onto over under per than then as is are ' +
    'was were be been being am have has had do does did will would can could may might shall should must not no this that these ' +
    'those there here it its i me my mine we us our ours you your yours he she they them their his her who whom whose which what ' +
    'when where while because if also both all any some each every more most less least very well about up down out off during ' +
    'through across between among after before since until till via including include includes etc most recently currently now ' +
    'still just only own same such other another one new work worked working role position job time experience ' +
    'der die das den dem des ein eine einen einem einer eines und oder aber mit von vom zu zum zur bei beim fur im in ins am an auf ' +
    'aus als ist sind war waren bin habe hat haben hatte wurde wurden werden ich mich mir mein meine meinem meinen meiner wir uns ' +
    'unser unsere sie ihr ihre ihrem ihren ihrer es nicht kein keine auch sowie seit bis nach vor uber unter durch rund dort'
  ).split(' '),
)

export function isFunctionWord(folded: string): boolean {
  return FUNCTION_WORDS.has(folded)
}

export function contentStems(text: string): string[] {
  return foldedWords(text)
    .filter((word) => !isFunctionWord(word))
    .map(stem)
}

export function inside(inner: Span, outer: Span): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1]
}

export function overlaps(a: Span, b: Span): boolean {
  return a[0] < b[1] && b[0] < a[1]
}

export function quote(text: string): string {
  return `“${text.replace(/\s+/g, ' ').trim()}”`
}
