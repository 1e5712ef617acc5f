import { refusalWords } from '../../lib/refusal.ts'
import { endpoints } from '../../paths.ts'

type Answer = { ok: true } | { ok: false; words: string }

async function post(path: string, body: unknown): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    return { ok: false, words: 'The server cannot be reached. Is JobPilot still running?' }
  }
  if (response.ok) return { ok: true }
  const words = refusalWords(await response.json().catch(() => null))
  return { ok: false, words: words ?? 'That did not work. Please try again.' }
}

export const requestCode = (email: string) => post(endpoints.sendCode, { email, type: 'sign-in' })
export const checkCode = (email: string, otp: string) => post(endpoints.signIn, { email, otp })
export const signOut = () => post(endpoints.signOut, {})
