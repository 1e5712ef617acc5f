import { isRecord, list, pick, record, text, texts, type JsonRecord } from './json-values.ts'
import { currencyOf, salaryFromText, salaryOf, unitOf, type Salary } from './salary.ts'

/**
 * baseSalary in all its shapes: MonetaryAmount with a nested QuantitativeValue (whose unit wins over the
 * outer one), a scalar, or words. Source: schema.org/MonetaryAmount.
 */
export function schemaSalary(
  value: unknown,
  outer: { currency?: unknown; estimated?: boolean },
): Salary | null {
  const first = list(value)[0]
  const currency =
    text(pick(first, 'currency')) || text(pick(first, 'salaryCurrency')) || text(outer.currency)
  const estimated = outer.estimated ?? false
  if (!isRecord(first)) {
    const found = salaryFromText(first, { currency: currencyOf(currency) })
    return found && { ...found, estimated }
  }
  const amount = list(first['value'])[0]
  const inner = isRecord(amount) ? amount : first
  const unit =
    unitOf(inner['unitText']) ??
    unitOf(inner['unitCode']) ??
    unitOf(first['unitText']) ??
    unitOf(first['duration'])
  const figure = isRecord(amount) ? inner['value'] : (amount ?? first['median'])
  if (typeof figure === 'string' && /\d\D+\d{3,}.*[-–—]|\bto\b/.test(figure)) {
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

/** Keys without their prefix and in schema.org's own case: "JobPosting:Title" and "Title" are `title`. */
export function normalKeys(value: JsonRecord): JsonRecord {
  const renamed: JsonRecord = {}
  for (const [key, entry] of Object.entries(record(value))) {
    if (key.startsWith('@')) continue
    const name = key.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, '')
    const own = name.charAt(0).toLowerCase() + name.slice(1)
    if (!Object.hasOwn(renamed, own)) renamed[own] = entry
  }
  return renamed
}
