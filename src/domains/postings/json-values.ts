/** Reading JSON whose shape nobody promised: each helper returns something harmless for anything. */
export type JsonRecord = Record<string, unknown>

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function record(value: unknown): JsonRecord {
  return isRecord(value) ? value : {}
}

/** The value itself when it is an array, [value] for anything else that is there. */
export function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[]
  return value === undefined || value === null ? [] : [value]
}

/** Strings and numbers as trimmed text, '' for everything else. NUL never gets further than this. */
export function text(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' ? value.replaceAll('\u0000', '').trim() : ''
}

export function textOrNull(value: unknown): string | null {
  return text(value) || null
}

export function texts(value: unknown): string[] {
  return list(value)
    .map((entry) => text(entry))
    .filter((entry) => entry !== '')
}

/** Follows keys through records: `pick(job, 'location', 'name')`. */
export function pick(value: unknown, ...keys: string[]): unknown {
  let current = value
  for (const key of keys)
    current = isRecord(current) && Object.hasOwn(current, key) ? current[key] : undefined
  return current
}

/** An http(s) address as written, or null. */
export function httpUrl(value: unknown, base?: string | null): string | null {
  const written = text(value)
  if (!written || !URL.canParse(written, base ?? undefined)) return null
  const url = new URL(written, base ?? undefined)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

/** The first value that is an address, relative ones read against the page; else the page, else ''. */
export function bestUrl(values: unknown[], page: string | null): string {
  for (const value of values) {
    const written = text(value)
    const found = written && !written.startsWith('#') ? httpUrl(written, page) : null
    if (found) return found
  }
  return page ?? ''
}
