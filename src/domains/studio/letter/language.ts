import { foldedWords } from '../claims/words.ts'

const MARKS: Record<string, string> = {
  en: 'the and of for with to in a an by from on at using our',
  de: 'und der die das mit fur von bei im zur zum eine einer durch sowie des dem den auf',
  fr: 'les des une dans pour avec sur aux et du la le en au',
  es: 'los las una para con del por el y en la de',
  it: 'gli della di per con nella il e del una',
  nl: 'het een van voor met en bij op de door',
}

/** The language of running text by its small words; null when too few of them tell. */
export function languageOf(text: string): string | null {
  const words = foldedWords(text)
  const ranked = Object.entries(MARKS)
    .map(([language, marks]) => {
      const set = new Set(marks.split(' '))
      return { language, hits: words.filter((word) => set.has(word)).length }
    })
    .toSorted((a, b) => b.hits - a.hits)
  const [first, second] = ranked
  if (!first || first.hits < 3 || first.hits < (second?.hits ?? 0) * 1.3) return null
  return first.language
}
