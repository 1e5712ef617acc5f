import { paths } from '../../paths.ts'

type Answer = { ok: true } | { ok: false; words: string }

const words: Record<string, string> = {
  INVALID_OTP: 'That code is not right. Check the six digits.',
  OTP_EXPIRED: 'That code has expired. Ask for a new one.',
  TOO_MANY_ATTEMPTS: 'Too many wrong codes. Ask for a new one.',
  INVALID_EMAIL: 'That does not look like an e-mail address.',
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
    return { ok: false, words: 'The server cannot be reached. Is JobPilot still running?' }
  }
  if (response.ok) return { ok: true }
  const wait = response.headers.get('retry-after')
  if (response.status === 429 && wait)
    return { ok: false, words: `Too many tries. Wait ${wait} seconds, then try again.` }
  const answer = (await response.json().catch(() => null)) as { code?: string; message?: string } | null
  return {
    ok: false,
    words: words[answer?.code ?? ''] ?? answer?.message ?? 'That did not work. Please try again.',
  }
}

export const requestCode = (email: string) => post(paths.sendCode, { email, type: 'sign-in' })
export const checkCode = (email: string, otp: string) => post(paths.signIn, { email, otp })
export const signOut = () => post(paths.signOut, {})
