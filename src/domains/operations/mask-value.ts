/** Longer texts are cut: an operator looks for what a job was about, not for what people wrote. */
const MAX_TEXT = 200
const SHOWN_TEXT = 60
const MAX_DEPTH = 8
const MAX_ENTRIES = 100

/** Keys whose values nobody but their owner may read. */
const secretKey = /password|passphrase|passwd|token|secret|authorization|cookie|credential|apikey|email/
/** Keys whose values are what people wrote, or files. */
const contentKey = /^(text|content|html|body|letter|base64|bytes|sentence|note|resume)$|text$/

const address = /[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g
const credential = /\b(?:bearer\s+\S+|jp_[\w-]{8,}|sk_[\w-]{8,}|eyJ[\w-]+\.[\w-]+\.[\w-]+)/gi

const plain = (key: string): string => key.replaceAll(/[^a-z0-9]/gi, '').toLowerCase()

/** signInOtp ends in a word that notPaused only happens to contain. */
function isSecret(key: string): boolean {
  const words = key.split(/(?=[A-Z])|[^a-zA-Z0-9]+/).map(plain)
  return secretKey.test(plain(key)) || plain(key) === 'otp' || words.includes('otp')
}

const lengthOf = (text: string): string => `${text.length.toLocaleString('en')} characters`

/** A text without addresses and credentials: an error's message, a stack. */
export function maskText(text: string): string {
  return text.replaceAll(credential, '[hidden]').replaceAll(address, '[address]')
}

function cutText(text: string): string {
  const masked = maskText(text)
  return masked.length > MAX_TEXT ? `${masked.slice(0, SHOWN_TEXT)}… (${lengthOf(text)})` : masked
}

/**
 * JSON as operators may see it: secrets and addresses hidden, what people wrote replaced by its length, long texts cut,
 * and never more than a page of it.
 */
export function maskValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cutText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '[deeper]'
  if (Array.isArray(value)) {
    const shown = value.slice(0, MAX_ENTRIES).map((entry) => maskValue(entry, depth + 1))
    return value.length > MAX_ENTRIES ? [...shown, `… and ${value.length - MAX_ENTRIES} more`] : shown
  }
  const entries = Object.entries(value)
  const shown = entries.slice(0, MAX_ENTRIES).map(([key, own]) => [key, maskEntry(key, own, depth)])
  const masked: Record<string, unknown> = Object.fromEntries(shown)
  return entries.length > MAX_ENTRIES ? { ...masked, '…': `${entries.length - MAX_ENTRIES} more` } : masked
}

/** What an attempt logged, all of its lines: messages as they are but for addresses and credentials. */
export function maskLogs(lines: unknown): unknown {
  if (!Array.isArray(lines)) return null
  return lines.map((line: unknown) => {
    if (typeof line !== 'object' || line === null) return maskValue(line)
    const shown = Object.entries(line).map(([key, value]) => [
      key,
      typeof value === 'string' ? maskText(value) : maskValue(value),
    ])
    return Object.fromEntries(shown)
  })
}

function maskEntry(key: string, value: unknown, depth: number): unknown {
  if (value === null || typeof value === 'boolean') return value
  if (isSecret(key)) return '[hidden]'
  if (typeof value === 'string' && contentKey.test(plain(key))) return `[${lengthOf(value)}]`
  return maskValue(value, depth + 1)
}
