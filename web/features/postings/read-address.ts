const bareHost = /^[\p{L}\d-]+(\.[\p{L}\d-]+)+(:\d+)?([/?#]\S*)?$/u

/** The web address that a text consists of, completed with https:// where that was left out; null for any other text. */
export function readAddress(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed === '' || /\s/.test(trimmed)) return null
  if (/^https?:\/\/[^/]/i.test(trimmed)) return URL.canParse(trimmed) ? trimmed : null
  const whole = `https://${trimmed}`
  return bareHost.test(trimmed) && URL.canParse(whole) ? whole : null
}
