import { salaryFromText, type Salary } from './salary.ts'

const CODES = 'USD|EUR|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|INR|SGD|ZAR'
const SYMBOL = `(?:[A-Z]{0,3}[$£€₹]|\\b(?:${CODES})\\b)`
const NUMBER = `(?:\\d{1,3}(?:[ ,.'\\u00a0\\u202f]\\d{3})+|\\d+)(?:[.,]\\d{1,2})?(?![\\d%])`
const AFTER = `\\s?(?:[€£$]|\\b(?:${CODES})\\b)`
const FIGURE = `(?:${SYMBOL}\\s?|(?<![\\p{L}\\d.,]))${NUMBER}(?:\\s?k\\b)?(?:${AFTER})?`
const MONEY = new RegExp(
  `${FIGURE}(?:\\s*(?:-|–|—|\\bto\\b|\\bbis\\b|\\band\\b|\\bund\\b|à)\\s*${FIGURE})?`,
  'giu',
)
const HAS_CURRENCY = new RegExp(`[$£€₹]|\\b(?:${CODES})\\b`, 'i')

/** What money in a posting is for when it isn't pay. */
const OTHER_MONEY =
  /(?:turnover|targets?|revenues?|quotas?|budgets?|funding|raised|sign-?on|bonus|worth|portfolio|tuition|allowance|stipend|voucher|referral|number|orders?|deals?|sales|contracts?|assets|umsatz|budget|chiffre d[’']affaires|saves?|over|than|donat\w+|invest\w*|volumes?)\s+(?:of\s+|von\s+|de\s+|up to\s+)?$/i
const OTHER_UNIT =
  /^\s*(?:m\b|bn\b|million|billion|mio|mrd|(?:a|per|\/)\s?mile|(?:a|per)\s?km|of (?:sales|revenue|annual)|in (?:sales|revenue|funding|annual)|bonus|voucher|quota)/i
const QUALIFIER = '(?:\\s*(?:gross|net|netto|brutto|basic|base|average|on average|plus \\w+))?'
const UNIT = new RegExp(
  `^${QUALIFIER}\\s*(?:(?:an?|per|pro|par|je|/|im)\\s?(?:hour|hr|h|day|week|month|year|yr|annum|stunde|monat|jahr|mois|an|heure)\\b|hourly|annually|yearly|monthly|annual|p\\.?a\\b)`,
  'i',
)
/** Earlier in the sentence: the figure is what one sells or manages. */
const OTHER_SUBJECT =
  /\b(?:orders?|quota|turnover|revenues?|pipeline|yearly target|annual target|annual number|budgets?|umsatz)\b[^.]*$/i
const PREFIX = /(?:up to|from|starting (?:at|from)|on[- ]target earnings(?: of)?|OTE(?: of)?|ab|bis zu)\s*$/i

function plausible(salary: Salary): boolean {
  const top = salary.maxValue ?? salary.minValue ?? 0
  if (salary.unitText === 'HOUR') return top >= 2 && top < 1_000
  // What is paid in a year is no allowance; less than this is.
  if (salary.unitText === 'YEAR') return top >= 3_000 || /\dk/i.test(salary.raw)
  if (salary.unitText !== null) return top >= 50
  // Without a period only a month's or a year's pay is big enough to be told from a fee.
  return top >= 1_200 && top < 2_000_000
}

function sentenceBefore(text: string, at: number): string {
  return (
    text
      .slice(Math.max(0, at - 160), at)
      .split(/[.!?]\s|\n/)
      .at(-1) ?? ''
  )
}

/**
 * The first money in a text that is pay by its surroundings, with those words as raw; null rather than a
 * quota, a turnover or a voucher.
 */
export function salaryInText(text: string): Salary | null {
  for (const match of text.matchAll(MONEY)) {
    const [figures] = match
    if (!HAS_CURRENCY.test(figures)) continue
    const before =
      text
        .slice(Math.max(0, match.index - 40), match.index)
        .split(/[.;\n]\s/)
        .at(-1) ?? ''
    const after = text.slice(match.index + figures.length, match.index + figures.length + 40)
    if (
      OTHER_MONEY.test(before) ||
      OTHER_SUBJECT.test(sentenceBefore(text, match.index)) ||
      OTHER_UNIT.test(after)
    )
      continue
    const prefix = PREFIX.exec(before)?.[0] ?? ''
    const unit = UNIT.exec(after)?.[0] ?? ''
    const salary = salaryFromText(`${prefix}${figures}${unit}`)
    if (salary && plausible(salary)) return { ...salary, raw: salary.raw.replace(/\s+/g, ' ') }
  }
  return null
}

const dollars: Record<string, string> = { AU: 'AUD', CA: 'CAD', NZ: 'NZD', SG: 'SGD', HK: 'HKD', MX: 'MXN' }

/** A bare "$" means the dollar of the country where the job is; where that is unknown it says no currency. */
export function inLocalDollars(salary: Salary | null, country: string | null | undefined): Salary | null {
  if (!salary || salary.currency !== 'USD' || !salary.raw.includes('$') || /US/i.test(salary.raw))
    return salary
  return { ...salary, currency: country ? (dollars[country] ?? 'USD') : null }
}
