import { numberPattern, readNumber } from '../text/words.ts'

const YEARS = new RegExp(
  String.raw`\b(?:(?:at least|minimum(?: of)?|min\.?|more than|over|mindestens|au moins|plus de|al menos|almeno|minimaal|ten minste|mínimo(?: de)?)\s+)?(${numberPattern})\s*(?:\(\d{1,2}\)\s*)?(?:\+|plus|or more|bis|to|à|a|-|–)?\s*(?:${numberPattern})?\s*\+?\s*(?:years?|yrs?\b|jahre?n?|ans|années?|años?|anni|anno|jaar|jaren)(?:['’])?(?![\p{L}])`,
  'iu',
)
const SEVERAL =
  /\b(?:several years|many years|mehrjährige\p{L}*|langjährige\p{L}*|plusieurs années|varios años|extensive experience|some years)(?![\p{L}])/iu
const MONTHS = new RegExp(
  String.raw`\b(${numberPattern})\s*\+?\s*(?:months?['’]?|monate?n?|mois|meses)\s+(?:of\s+|d['’]|de\s+)?(?:[\p{L}\d-]+\s+){0,3}(?:experience|erfahrung|expérience|experiencia)`,
  'iu',
)
/** "…, with 2+ in pricing", "three of them in a lead role": part of the years just named. */
const BARE_YEARS = new RegExp(
  String.raw`^(?:with |davon |dont )?(?:(?:at least|minimum|mindestens|au moins) )?(?:(${numberPattern})\+ (?=in |as |of )|(${numberPattern}) of (?:them|which|those|these)(?!\p{L}))`,
  'iu',
)

export interface Stated {
  years: number
  /** Where the number stands. */
  at: number
  length: number
}

function statedAt(match: RegExpExecArray | null, share = 1): Stated | null {
  const written = match?.[1] ?? match?.[2]
  const number = written ? readNumber(written) : null
  if (!match || number === null) return null
  return { years: number * share, at: match.index, length: match[0].length }
}

/** A length of time the words state, "several years" as three. */
export function yearsStated(words: string): Stated | null {
  const stated =
    statedAt(MONTHS.exec(words), 1 / 12) ?? statedAt(YEARS.exec(words)) ?? statedAt(BARE_YEARS.exec(words))
  if (stated) return stated
  const several = SEVERAL.exec(words)
  return several ? { years: 3, at: several.index, length: several[0].length } : null
}
