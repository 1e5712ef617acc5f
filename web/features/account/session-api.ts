import { refusalSchema } from '../../lib/refusal.ts'
import { paths } from '../../paths.ts'

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
  const answer = refusalSchema.safeParse(await response.json().catch(() => null))
  return {
    ok: false,
    words: answer.success ? answer.data.error.message : 'That did not work. Please try again.',
  }
}

export const requestCode = (email: string) => post(paths.sendCode, { email, type: 'sign-in' })
export const checkCode = (email: string, otp: string) => post(paths.signIn, { email, otp })
export const signOut = () => post(paths.signOut, {})
