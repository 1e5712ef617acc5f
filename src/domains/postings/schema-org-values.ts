import { isRecord, list, pick, text, texts, type JsonRecord } from './json-values.ts'
import { currencyOf, salaryFromText, salaryOf, unitOf, type Salary } from './salary.ts'

interface Outer {
  currency?: unknown
  estimated?: boolean
}

/**
 * baseSalary in all its shapes: MonetaryAmount with a nested QuantitativeValue (whose unit wins over the
 * outer one), a scalar, or words. Source: schema.org/MonetaryAmount.
 */
export function schemaSalary(value: unknown, outer: Outer): Salary | null {
  const first = list(value)[0]
  const currency =
    text(pick(first, 'currency')) || text(pick(first, 'salaryCurrency')) || text(outer.currency)
  const estimated = outer.estimated ?? false
  if (isRecord(first)) return monetaryAmount(first, currency, estimated)
  const found = salaryFromText(first, { currency: currencyOf(currency) })
  return found && { ...found, estimated }
}

function monetaryAmount(outer: JsonRecord, currency: string, estimated: boolean): Salary | null {
  const amount = list(outer['value'])[0]
  const inner = isRecord(amount) ? amount : outer
  const spoken = [inner['unitText'], inner['unitCode'], outer['unitText'], outer['duration']]
  const unit = spoken.map(unitOf).find((found) => found !== null) ?? null
  const figure = isRecord(amount) ? inner['value'] : (amount ?? outer['median'])
  // A range in one string: "45000-55000".
  if (typeof figure === 'string' && /\d\s*(?:[-–—]|\bto\b)\D{0,4}\d/.test(figure)) {
    const found = salaryFromText(figure, { currency: currencyOf(currency), unit })
    return found && { ...found, estimated }
  }
  const min = inner['minValue'] ?? inner['percentile10'] ?? figure
  const max = inner['maxValue'] ?? inner['percentile90'] ?? figure
  return salaryOf({ min, max, currency: currency || inner['currency'], unit, estimated })
}

/** Text of a value that may be words, a list of words, or things with a name. */
export function namedTexts(value: unknown): string[] {
  return list(value).flatMap((entry) => {
    if (!isRecord(entry)) return texts(entry)
    const name =
      text(entry['name']) ||
      text(entry['value']) ||
      text(entry['credentialCategory']) ||
      text(entry['description'])
    return name ? [name] : []
  })
}

/** OccupationalExperienceRequirements in words. */
export function experienceWords(value: unknown): string | null {
  const parts = list(value).flatMap((entry) => {
    const months = Number(text(pick(entry, 'monthsOfExperience')))
    if (!months) return namedTexts(entry)
    const years = months / 12
    const spoken =
      Number.isInteger(years) && years > 0
        ? `${years} ${years === 1 ? 'year' : 'years'} (${months} months)`
        : `${months} months`
    return [`${spoken} of experience`]
  })
  return parts.join('; ') || null
}

/** Keys without prefix and in schema.org's own case, all the way down: "schema:Title" and "Title" are `title`. */
export function normalKeys(value: JsonRecord, depth = 0): JsonRecord {
  const renamed: JsonRecord = {}
  for (const [key, entry] of Object.entries(value)) {
    const name = key.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, '')
    const own = key.startsWith('@') ? key : name.charAt(0).toLowerCase() + name.slice(1)
    if (!Object.hasOwn(renamed, own)) renamed[own] = normalValue(entry, depth)
  }
  return renamed
}

function normalValue(value: unknown, depth: number): unknown {
  if (depth > 8) return null
  if (Array.isArray(value)) return value.map((entry) => normalValue(entry, depth + 1))
  return isRecord(value) ? normalKeys(value, depth + 1) : value
}
