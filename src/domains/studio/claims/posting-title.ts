import { foldedWords } from './words.ts'

const GENDERS = /\s*[([]\s*(?:\p{L}{1,3}\s?[/|]\s?){1,3}\p{L}{1,3}\s*[)\]]|\s*\((?:all genders?|alle)\)/giu

/** The advertised title without "(m/w/d)" and the like. */
export function bareTitle(title: string): string {
  return title.replace(GENDERS, '').replace(/\s+/g, ' ').trim()
}

/** The forms in which a letter may name the title, as folded words, the longest first. */
export function titlePhrases(title: string): string[][] {
  const forms = [title, bareTitle(title)].map(foldedWords)
  return forms.filter(
    (words, at) => words.length > 0 && (at === 0 || words.join(' ') !== forms[0]?.join(' ')),
  )
}
