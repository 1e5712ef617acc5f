const MOST = 100_000

/** A limit as typed: null for none of one's own, undefined for what is no limit. */
export function readLimit(typed: string): number | null | undefined {
  const text = typed.trim().replaceAll(',', '')
  if (text === '') return null
  const number = Number(text)
  return /^\d+$/.test(text) && number >= 1 && number <= MOST ? number : undefined
}
