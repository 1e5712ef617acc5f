import { currencyOf, parseAmount } from '../../postings/salary.ts'
import type { Understood } from '../schema.ts'
import { take, type Scan } from './scan.ts'

type MinSalary = NonNullable<Understood['minSalary']>

const WORD = '(?<![\\p{L}\\p{N}])'
const END = '(?![\\p{L}\\p{N}])'
const NUMBER =
  "(?:\\d{1,3}(?:[ .,'’\\u00a0\\u202f]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?)(?!\\d|[.,]\\d)"
const THOUSAND = `(?:\\s?(?:k|tsd\\.?|thousand|mille|mil|mila)${END})`
const CURRENCY = `(?:(?:US|CA|AU|NZ|C|A|S)?\\$|[€£₹]|zł|${WORD}(?:EUR|USD|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|INR|SGD|ZAR|euros?|dollars?|pounds?|pfund|franken|francs?)${END})`
const FIGURE = `(?:${CURRENCY}\\s?)?${NUMBER}${THOUSAND}?(?:\\s?${CURRENCY})?`
const LEAST =
  '(?:from|between|zwischen|entre|tra|at least|min(?:imum|destens|d?\\.)?|above|over|more than|upwards of|starting at|no(?:t|thing)? (?:below|under|less than)|ab|über|mehr als|nicht unter|nichts unter|nicht weniger als|à partir de|a partir de|partir de|au moins|plus de|pas moins de|desde|al menos|más de|mínimo|mindestgehalt|no menos de|almeno|minimo|più di|pelo menos|mais de|vanaf|minstens|[≥>]=?)(?: (?:von|de|di|of))?'
const MOST =
  "(?:up to|under|below|less than|max(?:imum|imal|\\.)?|at most|bis(?: zu)?|höchstens|unter|weniger als|jusqu[’']à|moins de|hasta|menos de|fino a|até|tot|[≤<]=?)"
const PAY_NOUN =
  '(?:salary|pay|wage|earning|income|gehalt|jahresgehalt|monatsgehalt|lohn|stundenlohn|verdienst|salaire|sueldo|salario|stipendio|salário|salaris)'
const UNITS: [MinSalary['unit'], string][] = [
  [
    'HOUR',
    "(?:(?:per|an|a|pro|die|in der|par|por|all['’]|de l['’]|l['’]|/) ?(?:hour|hr|h|stunde|std|heure|hora|ora|uur)|hourly|stündlich|de l['’]heure|la hora|ph)",
  ],
  ['DAY', '(?:(?:per|a|pro|am|par|por|al|/) ?(?:day|tag|jour|día|dia|giorno|dag)|daily|day rate)'],
  ['WEEK', '(?:(?:per|a|pro|die|par|por|/) ?(?:week|woche|semaine|semana|settimana)|weekly)'],
  [
    'MONTH',
    '(?:(?:per|a|pro|im|par|por|al|/) ?(?:month|mo|monat|mois|mes|mês|mese|maand)|monthly|monatlich|mtl\\.?|mensuels?|mensuales|pm)',
  ],
  [
    'YEAR',
    '(?:(?:per|a|pro|im|par|por|al|/) ?(?:year|yr|y|annum|jahr|an|année|año|ano|anno|jaar)|yearly|annual(?:ly)?|jährlich|p\\.? ?a\\.?|annuels?|anuales)',
  ],
]
const NET = '(?:gross|net|netto|brutto|bruts?|nets?|brutos?|netos?|lordi|bruto)'
const UNIT = `(?:${UNITS.map(([, words]) => words).join('|')})${END}`

const PAY = new RegExp(
  `(?<most>${WORD}${MOST}\\s*)?(?<least>(?:${WORD}${PAY_NOUN}\\s*(?:of\\s+|von\\s+|de\\s+|:\\s*)?)?(?:(?:${WORD}|(?=[≥>]))${LEAST}\\s*)?)` +
    `(?<![\\p{L}\\p{N}.,])(?<low>${FIGURE})(?:\\s*(?:-|–|—|to|bis|und|and|à|a|al|y|hasta|e)\\s*(?<high>${FIGURE}))?` +
    `(?<tail>(?:\\s*\\+)?(?:\\s*${NET}${END})?(?:,?\\s*(?<unit>${UNIT}))?(?:\\s*${NET}${END})?)`,
  'giu',
)
/** Numbers of something else. */
const OTHER =
  /^\s*(?:%|percent|prozent|km\b|kilomet|mi(?:les?|n(?:utes?|uten)?)\b|days?\b|tage?n?\b|jours\b|días\b|years?\b|jahren?\b|ans\b|años\b|months?\b|monaten?\b|weeks?\b|wochen\b|hours?\b|hrs?\b|h\b|std\b|stunden?\b|heures?\b|horas?\b|people\b|employees\b|mitarbeiter)/iu

function unitOfPay(written: string, value: number): MinSalary['unit'] | null {
  const named = UNITS.find(([, words]) => new RegExp(`^${words}$`, 'iu').test(written.trim()))?.[0]
  if (named) return named
  if (value < 200) return 'HOUR'
  if (value < 1_000) return null
  return value < 10_000 ? 'MONTH' : 'YEAR'
}

const SAYS_THOUSAND = new RegExp(`\\d${THOUSAND}`, 'iu')
const AFTER_TAX = new RegExp(NET, 'iu')

const words: [RegExp, string][] = [
  [/pounds?|pfund/i, 'GBP'],
  [/dollars?/i, 'USD'],
  [/franken/i, 'CHF'],
]

function amountOf(figure: string, sharesThousand: boolean): number | null {
  const value = parseAmount(figure.replace(new RegExp(THOUSAND, 'iu'), ''))
  const thousand = new RegExp(THOUSAND, 'iu').test(figure) || sharesThousand
  return value === null ? null : thousand ? Math.round(value * 1000) : value
}

interface Figures {
  value: number
  currency: string | null
  /** Said with "k" or in words. */
  thousands: boolean
  unit: string
  /** "From", "salary". */
  least: string
  /** What follows the figure. */
  tail: string
  after: string
}

/** A number with a currency, a period, "gross" or "k" is money. */
function isMoney({ currency, thousands, unit, tail }: Figures): boolean {
  return currency !== null || thousands || unit !== '' || AFTER_TAX.test(tail)
}

/** A bare number may be anything; a round one, or one in the thousands wanted at least, is pay. */
function isPay(figures: Figures): boolean {
  const { value, least, after, currency, thousands, unit } = figures
  if (currency === null && !thousands && unit === '' && OTHER.test(after)) return false
  if (isMoney(figures)) return true
  const isYear = value >= 1_950 && value <= 2_100
  const isRound = value >= 10_000 && value % 500 === 0 && !/^\s*\p{Lu}/u.test(after)
  return isRound || (least !== '' && value >= 1_000 && !isYear)
}

function figuresOf(match: RegExpMatchArray, after: string): Figures | null {
  const [whole] = match
  const group = (name: string): string => match.groups?.[name] ?? ''
  const thousands = SAYS_THOUSAND.test(whole)
  const isSmall = Number.parseFloat(group('low').replace(/^\D+/, '')) < 1_000
  const value = amountOf(group('low'), thousands && group('high') !== '' && isSmall)
  if (value === null || value <= 0) return null
  const currency = currencyOf(whole) ?? words.find(([pattern]) => pattern.test(whole))?.[1] ?? null
  const [unit, least, tail] = [group('unit'), group('least'), group('tail')]
  return { value, currency, thousands, unit, least, tail, after }
}

function readPay(match: RegExpMatchArray, after: string): MinSalary | null {
  const isMost = match.groups?.['most'] !== undefined && (match.groups['least'] ?? '') === ''
  const figures = isMost ? null : figuresOf(match, after)
  if (!figures || !isPay(figures)) return null
  const { value, currency } = figures
  const unit = unitOfPay(figures.unit, value)
  return unit === null ? null : { value, currency, unit }
}

/** The least that somebody wants to earn; of a range, its lower end. */
export function takeSalary(scan: Scan): MinSalary | null {
  for (const match of scan.rest.matchAll(PAY)) {
    const end = match.index + match[0].length
    const pay = readPay(match, scan.rest.slice(end))
    if (!pay) continue
    const lead = match[0].length - match[0].trimStart().length
    take(scan, 'salary', [match.index + lead, match.index + match[0].trimEnd().length])
    return pay
  }
  return null
}
