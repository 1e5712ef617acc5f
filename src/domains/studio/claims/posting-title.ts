import { foldedWords } from './words.ts'

const GENDERS = /\s*[([]\s*(?:\p{L}{1,3}\s?[/|]\s?){1,3}\p{L}{1,3}\s*[)\]]|\s*\((?:all genders?|alle)\)/giu

/** The advertised title without "(m/w/d)" and the like. */
export function bareTitle(title: string): string {
  return title.replace(GENDERS, '').replace(/\s+/g, ' ').trim()
}

/** The title without anything in brackets and without what a dash adds in figures: "Nurse (Band 5/6) – 37 h". */
export function shortTitle(title: string): string {
  const bare = bareTitle(title).replace(/\s*[([][^)\]]*[)\]]/g, '')
  const [first = '', ...more] = bare.split(/\s+[–—|-]\s+/)
  return [first, ...more.filter((part) => !/\p{N}/u.test(part))].join(' - ').trim() || bareTitle(title)
}

/** The forms in which a letter may name the title, as folded words, the longest first. */
export function titlePhrases(title: string): string[][] {
  const short = shortTitle(title).split(',')
  // "Nurse, Critical Care, St. Anna" may be named without its last parts.
  const cut = short.map((_part, at) => short.slice(0, short.length - at).join(','))
  const forms = [title, bareTitle(title), ...cut].map((form) => foldedWords(form).join(' '))
  return [...new Set(forms)].filter(Boolean).map((form) => form.split(' '))
}
