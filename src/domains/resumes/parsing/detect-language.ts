/** Small words that one language has and its neighbours don't. */
const smallWords: Record<string, string> = {
  en: 'the and of to in for with on at by from was as an or',
  de: 'und der die das mit für von bei im den zur zum auf des eine einer',
  fr: 'et de en le les des du dans pour avec sur une aux chez par au la',
  es: 'y de la en el los las con para por del una como al en',
  it: 'e il di del della per con gli nel alla dei una presso',
  nl: 'en het van een met voor bij op te aan als',
  pt: 'e de o os da do dos das com para em uma na no como',
}

/** BCP 47 of the language a text is written in, or null when too little of it tells. */
export function detectLanguage(text: string): string | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const scores = Object.entries(smallWords)
    .map(([language, list]) => ({
      language,
      score: list.split(' ').reduce((sum, word) => sum + (counts.get(word) ?? 0), 0),
    }))
    .toSorted((one, other) => other.score - one.score)
  const [first, second] = scores
  if (first && first.score >= 3 && first.score > (second?.score ?? 0)) return first.language
  return /\b(?:experience|education|skills|engineer|manager)\b/i.test(text) ? 'en' : null
}
