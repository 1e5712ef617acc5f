import { noteRefusedUpload } from '../../lib/limits-uploads.ts'
import { refusalWords } from '../../lib/refusal.ts'
import { endpoints } from '../../paths.ts'
import { outsideSignIn } from '../../trpc.ts'

export interface Uploaded {
  resumeId: string
  /** Null when the very same file was there already. */
  runId: string | null
}

export interface UploadOptions {
  /** Adds a version to this résumé instead of a new résumé. */
  resumeId?: string
  /** 0-100 of the bytes sent. */
  onProgress: (percent: number) => void
  signal?: AbortSignal
}

function readAnswer(request: XMLHttpRequest): Uploaded | string {
  let answer: unknown = null
  try {
    answer = JSON.parse(request.responseText)
  } catch {
    // An answer that is no JSON has no words of its own.
  }
  noteRefusedUpload(request, answer)
  const uploaded = request.status < 300 ? readUploaded(answer) : null
  return uploaded ?? refusalWords(answer) ?? 'The upload did not work. Please try again.'
}

function readUploaded(answer: unknown): Uploaded | null {
  if (typeof answer !== 'object' || answer === null || !('resumeId' in answer)) return null
  if (typeof answer.resumeId !== 'string') return null
  const runId = 'runId' in answer && typeof answer.runId === 'string' ? answer.runId : null
  return { resumeId: answer.resumeId, runId }
}

/** Streams the file up. Rejects with words for the person; nothing is kept of an upload that is broken off. */
export async function uploadResume(
  file: File,
  { resumeId, onProgress, signal }: UploadOptions,
): Promise<Uploaded> {
  const headers = await outsideSignIn.headers()
  if (signal?.aborted) throw new Error('The upload was cancelled.')
  const { promise, resolve, reject } = Promise.withResolvers<Uploaded>()
  const form = new FormData()
  form.append('file', file)
  const request = new XMLHttpRequest()
  const query = resumeId ? `?resumeId=${encodeURIComponent(resumeId)}` : ''
  request.open('POST', endpoints.uploadResume + query)
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100))
  })
  request.addEventListener('error', () =>
    reject(new Error('The upload broke off. Check the connection and try again.')),
  )
  request.addEventListener('abort', () => reject(new Error('The upload was cancelled.')))
  signal?.addEventListener('abort', () => request.abort(), { once: true })
  request.addEventListener('load', () => {
    const answer = readAnswer(request)
    if (typeof answer === 'string') reject(new Error(answer))
    else resolve(answer)
  })
  request.send(form)
  return promise
}
