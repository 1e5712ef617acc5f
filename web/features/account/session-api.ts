import { readRefusal } from '../../lib/refusal.ts'
import { readLimit } from '../../lib/limits.ts'
import { endpoints } from '../../paths.ts'

export type Answer = { ok: true } | Refused
export interface Refused {
  ok: false
  words: string
  /** The server's code; null when no answer came. */
  code: string | null
  /** Of the browser's clock: not before is another try worth it; null: at once. */
  until: number | null
}

async function post(path: string, body: unknown): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    const words = 'The server cannot be reached. Is JobPilot still running?'
    return { ok: false, words, code: null, until: null }
  }
  return response.ok ? { ok: true } : readAnswer(response)
}

async function readAnswer(response: Response): Promise<Refused> {
  const refusal = readRefusal(await response.json().catch(() => null))
  const code = refusal?.code ?? null
  if (response.status !== 429) {
    return { ok: false, words: refusal?.words ?? 'That did not work. Please try again.', code, until: null }
  }
  const { until } = readLimit(refusal?.data ?? {}, response.headers.get('retry-after'), Date.now())
  return { ok: false, words: 'Too many tries.', code, until }
}

export const requestCode = (email: string) => post(endpoints.sendCode, { email, type: 'sign-in' })
export const checkCode = (email: string, otp: string) => post(endpoints.signIn, { email, otp })
/** Proves once more who one is; `code` of the second step where it is on. */
export const proveAgain = (otp: string, code: string | null) =>
  post(endpoints.reauthenticate, code === null ? { otp } : { otp, code })
export const signOut = () => post(endpoints.signOut, {})
