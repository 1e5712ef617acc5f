import { createHash } from 'node:crypto'

/** What differs from one failure to the next of the same kind. */
const particulars: [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<id>'],
  [/https?:\/\/\S+/gi, '<url>'],
  [/[\w.+-]+@[\w-]+\.[\w.]+/g, '<address>'],
  [/(["'`“‘])(?:(?!\1|["'`”’]).){1,200}["'`”’]/g, '<text>'],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, '<hex>'],
  [/\d+/g, '<n>'],
  [/\s+/g, ' '],
]

/** The message without its particulars. */
export function generalise(message: string): string {
  const general = particulars.reduce(
    (text, [pattern, name]) => text.replace(pattern, name),
    message.slice(0, 2_000),
  )
  return general.trim()
}

/** Failures of one task with one code whose messages differ in particulars alone share it; 16 hex digits. */
export function fingerprintOf(task: string, code: string, message: string): string {
  return createHash('sha256')
    .update(`${task}\n${code}\n${generalise(message)}`)
    .digest('hex')
    .slice(0, 16)
}
