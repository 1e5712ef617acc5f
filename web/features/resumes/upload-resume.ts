import { paths } from '../../paths.ts'

export interface Uploaded {
  resumeId: string
  /** null when the very same file was there already. */
  runId: string | null
}

interface ErrorAnswer {
  error?: { message?: string }
}

function readAnswer(request: XMLHttpRequest): unknown {
  try {
    return JSON.parse(request.responseText) as unknown
  } catch {
    return null
  }
}

/** Streams the file up and reports 0-100. Rejects with words for the person. */
export function uploadResume(file: File, onProgress: (percent: number) => void): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
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
      if (request.status < 300) return resolve(answer as Uploaded)
      reject(
        new Error(
          (answer as ErrorAnswer | null)?.error?.message ?? 'The upload did not work. Please try again.',
        ),
      )
    })
    request.send(form)
  })
}
