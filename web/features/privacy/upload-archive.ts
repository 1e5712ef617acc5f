import { noteRefusedUpload } from '../../lib/limits-uploads.ts'
import { readRefusal } from '../../lib/refusal.ts'
import { endpoints } from '../../paths.ts'
import { identityQuestion, outsideSignIn } from '../../trpc.ts'

/** As the server's own limit, so that nobody waits for bytes that it would refuse. */
const MAX_BYTES = 50_000_000

/** Streams the archive up; asks who it is where the sign-in is too long ago. Rejects with words for the person. */
export async function uploadArchive(file: File, onProgress: (percent: number) => void): Promise<void> {
  if (file.size > MAX_BYTES)
    throw new Error('This archive is larger than 50 MB, which is the most that is taken.')
  let answer = await send(file, onProgress)
  const mustConfirm = readRefusal(answer)?.code === 'recent_sign_in_required'
  if (mustConfirm && (await identityQuestion.ask())) answer = await send(file, onProgress)
  const isTaken = typeof answer === 'object' && answer !== null && 'importId' in answer
  if (!isTaken) throw new Error(readRefusal(answer)?.words ?? 'The upload did not work. Please try again.')
}

/** The answer's JSON, or null where it had none. */
async function send(file: File, onProgress: (percent: number) => void): Promise<unknown> {
  const headers = await outsideSignIn.headers()
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const form = new FormData()
  form.append('file', file)
  const request = new XMLHttpRequest()
  request.open('POST', endpoints.importArchive)
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100))
  })
  request.addEventListener('error', () =>
    reject(new Error('The upload broke off. Check the connection and try again.')),
  )
  request.addEventListener('load', () => {
    const answer = parsed(request.responseText)
    noteRefusedUpload(request, answer)
    resolve(answer)
  })
  request.send(form)
  return promise
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
