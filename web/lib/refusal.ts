/** The server's one error shape. */
export interface Refusal {
  /** For programs; stable. */
  code: string
  /** For the person. */
  words: string
  data: Readonly<Record<string, unknown>>
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** What an answer refuses; null when it is no refusal of ours. */
export function readRefusal(answer: unknown): Refusal | null {
  const error = isRecord(answer) ? answer['error'] : null
  if (!isRecord(error)) return null
  const { code, message, data } = error
  if (typeof message !== 'string') return null
  return { code: typeof code === 'string' ? code : '', words: message, data: isRecord(data) ? data : {} }
}

/** The message of a refusal, which is for the person; null when this isn't one. */
export function refusalWords(answer: unknown): string | null {
  return readRefusal(answer)?.words ?? null
}
