import { findDates, normaliseDate } from './dates.ts'
import { cities, countryCode, regions } from './places.ts'

const fillers =
  /\b(?:expected|anticipated|graduat(?:ed|ion|ing)|class of|abschluss|voraussichtlich|months?|years?|mos?|yrs?|full[- ]time|part[- ]time|contract|vollzeit|teilzeit)\b|[\d\s()[\],.|:·•–—-]/giu

/** Whether a short text says a date or a period and nothing else. */
export function looksLikeDate(text: string): boolean {
  if (text.length > 60) return false
  if (normaliseDate(text) === 'present') return true
  const mentions = findDates(text)
  if (mentions.length === 0) return false
  let rest = text
  for (const mention of [...mentions].toReversed())
    rest = rest.slice(0, mention.start) + rest.slice(mention.end)
  return rest.replace(fillers, '').length <= 2
}

const placeWord =
  /^[\p{Lu}][\p{L}'’.-]+(?:[\s-](?:[\p{Lu}][\p{L}'’.-]*|de|la|le|les|am|an|der|del|di|sur|upon|on|of|the|do|da|dos))*$/u
const workplace =
  /^(?:fully\s+|100\s?%\s+)?(?:remote|hybrid|on[- ]?site|home[- ]?office|homeoffice|télétravail|remoto|teletrabajo)(?:\s*[([/,–-].*)?$/i

export function isWorkplace(text: string): boolean {
  return workplace.test(text.trim())
}

/** Whether a token alone names a known town, region or country. */
export function isKnownPlace(token: string): boolean {
  const plain = token.trim().replace(/\.$/, '')
  if (/^(?:the )?(?:greater\s+)?(.+?)(?:\s+(?:metropolitan\s+)?area)?$/i.test(plain)) {
    const core = plain.replace(/^(?:the )?greater\s+/i, '').replace(/\s+(?:metropolitan\s+)?area$/i, '')
    return (
      cities.has(core.toLowerCase()) ||
      regions.has(core) ||
      regions.has(core.toLowerCase()) ||
      countryCode(core) !== null
    )
  }
  return false
}

/** "Ballarat VIC 3350" */
const townAndState = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2},? (?:VIC|NSW|QLD|TAS|ACT)(?: \d{4})?$/u

/** "Leeds, UK", "San Francisco, CA 94110", "Remote", "80331 München": a place and nothing else. */
export function looksLikePlace(text: string): boolean {
  const plain = text
    .trim()
    .replace(/^\(|\)$/g, '')
    .trim()
  if (plain.length < 2 || plain.length > 60 || /[@:;]|https?/.test(plain)) return false
  return isWorkplace(plain) || townAndState.test(plain) || areTokensPlace(plain)
}

function areTokensPlace(plain: string): boolean {
  const tokens = plain.split(/\s*[,/]\s*/).filter(Boolean)
  const most = /\d/.test(plain) || isKnownPlace(tokens[0] ?? '') ? 4 : 3
  if (tokens.length > most) return false
  const [first = '', ...rest] = tokens.map(withoutPostcode)
  if (rest.length === 0) return isKnownPlace(first) || (first !== tokens[0] && placeWord.test(first))
  return placeWord.test(first) && rest.some((token) => isKnownPlace(token)) && rest.every(canBeInPlace)
}

function withoutPostcode(token: string): string {
  return token
    .replace(/^(?:[A-Z]{1,2}-)?\d{4,6}\s+|\s+\d{5}(?:-\d{4})?$|\s+[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$/g, '')
    .replace(/\s*\((?:remote|hybrid|on-?site)\)$/i, '')
}

const canBeInPlace = (token: string) =>
  isKnownPlace(token) || isWorkplace(token) || placeWord.test(token) || /^\d{4,6}$/.test(token)
