import path from 'node:path'
import { z } from 'zod'
import type { Connection } from './connection.ts'
import { CliFailure } from './failure.ts'
import { readInput } from './read-input.ts'

const uploadedSchema = z.object({ resumeId: z.string(), runId: z.string().nullable() })
const refusedSchema = z.object({ error: z.object({ message: z.string() }) })

export type Uploaded = z.infer<typeof uploadedSchema>

/** Sends the file as the web does; `runId` is null when the very same file was there already. */
export async function uploadResume(connection: Connection, file: string): Promise<Uploaded> {
  const form = new FormData()
  form.append('file', new Blob([await readInput(file)]), path.basename(file))
  const response = await connection.fetch('/api/v1/resumes', { method: 'POST', body: form })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return uploadedSchema.parse(answer)
  const refused = refusedSchema.safeParse(answer)
  throw new CliFailure(
    refused.success ? refused.data.error.message : `The upload was refused (${response.status}).`,
  )
}
