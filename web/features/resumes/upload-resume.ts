import { z } from 'zod'
import { refusalSchema } from '../../lib/refusal.ts'
import { paths } from '../../paths.ts'

/** `runId` is null when the very same file was there already. */
const uploadedSchema = z.object({ resumeId: z.string(), runId: z.string().nullable() })
export type Uploaded = z.infer<typeof uploadedSchema>

function readAnswer(request: XMLHttpRequest): Uploaded | string {
  let answer: unknown = null
  try {
    answer = JSON.parse(request.responseText)
  } catch {
    // An answer that is no JSON has no words of its own.
  }
  const uploaded = uploadedSchema.safeParse(answer)
  if (request.status < 300 && uploaded.success) return uploaded.data
  const refused = refusalSchema.safeParse(answer)
  return refused.success ? refused.data.error.message : 'The upload did not work. Please try again.'
}

/** Streams the file up and reports 0-100. Rejects with words for the person. */
export function uploadResume(file: File, onProgress: (percent: number) => void): Promise<Uploaded> {
  const { promise, resolve, reject } = Promise.withResolvers<Uploaded>()
  const form = new FormData()
  form.append('file', file)
  const request = new XMLHttpRequest()
  request.open('POST', paths.uploadResume)
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100))
  })
  request.addEventListener('error', () =>
    reject(new Error('The upload broke off. Check the connection and try again.')),
  )
  request.addEventListener('load', () => {
    const answer = readAnswer(request)
    if (typeof answer === 'string') reject(new Error(answer))
    else resolve(answer)
  })
  request.send(form)
  return promise
}
