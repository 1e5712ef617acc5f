import { readRefusal } from '../../lib/refusal.ts'
import { endpoints } from '../../paths.ts'

type Begun = { ok: true; url: string } | { ok: false; words: string }

const failed = { ok: false as const, words: 'The way to LinkedIn could not be opened. Please try again.' }

/** Where to go on at LinkedIn, to come back to the page `to`; `connect`: to an account that one is signed in to. */
export async function beginAtLinkedin(to: string, connect: boolean): Promise<Begun> {
  try {
    const response = await fetch(connect ? endpoints.connectLinkedin : endpoints.signInWithLinkedin, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) return { ok: false, words: readRefusal(answer)?.words ?? failed.words }
    const url = typeof answer === 'object' && answer && 'url' in answer ? answer.url : null
    return typeof url === 'string' && /^https?:/.test(url) ? { ok: true, url } : failed
  } catch {
    return { ok: false, words: 'The server cannot be reached. Is JobPilot still running?' }
  }
}
