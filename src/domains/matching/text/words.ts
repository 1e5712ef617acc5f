import { tokenize } from './tokens.ts'

const grammar = `a an the and or of to in on at for with from by as is are be been was were will would can could should may
 might must have has had do does did you your yours we our us they their them it its this that these those who whom which
 what where when how all any some each other another more most very such than then so if not no nor only also both either
 about into over under per via etc e g i up out off within across between through during while own same just least like
 der die das den dem des ein eine einen einem einer eines und oder mit von vom im in am zu zum zur bei bis für fur auf aus als an
 ist sind sie du ihr wir uns unser unsere dein deine ihre sich nicht auch sowie bzw durch um nach uber über hast haben hat wird werden
 le la les un une des du de et ou avec dans pour par sur au aux est sont vous votre vos nous notre nos qui que ce cette ces en ne pas
 el los las unos unas y o con para por del al es son su sus tu se que como`

const boilerplate = `experience experienced knowledge skill ability able strong good excellent great solid proven proven sound deep
 understanding familiarity familiar proficiency proficient working work hand required require requirement preferred desirable
 essential ideally ideal plus bonus advantage nice minimum mandatory necessary need needed looking candidate applicant
 demonstrated demonstrable practical relevant previous prior year month similar equivalent related role position job
 including background expertise exposure comfortable confident competent capable willingness willing level high
 degree track record understanding environment use using basic advanced expert field area well new
 erfahrung berufserfahrung kenntnisse kenntnis fahigkeit gute sehr fundierte sicher sicherer umgang vorteil wunschenswert idealerweise
 bereich erste mehrjahrige jahre jahr einschlagige bereitschaft erforderlich voraussetzung verfugst bringst
 experience connaissance bonne bonnes maitrise capacite annee minimum requis souhaite experiencia conocimiento ano buen buena
 nivel capacidad`

const stop = new Set([...tokenize(`${grammar} ${boilerplate}`)].map((token) => token.norm))

/** Words of grammar and of the boilerplate around skills: they name nothing. */
export function isGrammar(norm: string): boolean {
  return stop.has(norm)
}

const SUFFIX = /(?:isations?|izations?|ations?|ings?|ungen|ung|ments?|ers?|ors?|eur|euse|ed|ly|en|er|al|e|y)$/

/** A crude stem, alike for English and German, so that "operating" meets "operated" and "Wartung" "warten". */
export function stem(word: string): string {
  if (word.length <= 4) return word
  const cut = word.replace(SUFFIX, '')
  return cut.length >= 4 ? cut : word.slice(0, Math.max(4, cut.length))
}

/** Stems of the words that carry meaning, in order, repeats kept out. */
export function contentStems(text: string): string[] {
  const stems = new Set<string>()
  for (const { norm } of tokenize(text)) {
    if (norm.length < 2 || stop.has(norm) || /^\d+$/.test(norm)) continue
    stems.add(stem(norm))
  }
  return [...stems]
}

/** How many words of the text carry meaning. */
export function contentWordCount(text: string): number {
  return tokenize(text).filter(({ norm }) => norm.length > 1 && !stop.has(norm) && !/^\d+$/.test(norm)).length
}

const numberWords: Record<string, number> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, fifteen: 15,
  eine: 1, ein: 1, einem: 1, zwei: 2, drei: 3, vier: 4, funf: 5, sechs: 6, sieben: 7, acht: 8, neun: 9, zehn: 10,
  un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, dix: 10, uno: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, diez: 10,
} // prettier-ignore

export const numberPattern = String.raw`\d{1,2}(?:[.,]5)?|${Object.keys(numberWords)
  .filter((word) => word.length > 2)
  .map((word) => (word === 'funf' ? 'f[uü]nf' : word))
  .join('|')}`

export function readNumber(written: string): number | null {
  const value = Number(written.replace(',', '.'))
  if (Number.isFinite(value)) return value
  return numberWords[written.toLowerCase().replace('ü', 'u')] ?? null
}
