import { failWith } from '../../../platform/errors.ts'
import { resumeErrors } from '../errors.ts'

const fail = failWith(resumeErrors)

export const RESUME_MAX_BYTES = 10 * 1024 * 1024
export type ResumeFileType = 'pdf' | 'docx'
export const contentTypes: Record<ResumeFileType, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

function startsWith(bytes: Uint8Array, signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

function hasPdfHeader(bytes: Uint8Array): boolean {
  // ISO 32000 readers accept the header anywhere in the first 1,024 bytes.
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024))
  return head.includes('%PDF-')
}

/** Judges by content and extension together; throws the error a person should see at once. */
export function sniffType(bytes: Uint8Array, fileName: string): ResumeFileType {
  const data = { fileName }
  if (bytes.byteLength === 0) throw fail('resume_empty', { data })
  if (bytes.byteLength > RESUME_MAX_BYTES) throw fail('resume_too_large', { data })
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  if (extension !== 'pdf' && extension !== 'docx') throw fail('resume_unsupported_type', { data })
  const content = contentOf(bytes)
  if (content === extension) return extension
  // A Word document with a password is an OLE container instead of a zip.
  if (extension === 'docx' && content === 'ole') throw fail('resume_encrypted', { data })
  if (content === null) throw fail('resume_corrupt', { data })
  throw fail('resume_unsupported_type', {
    data,
    userMessage:
      'The content of the file is not what its name says. Export your résumé again as PDF or .docx and upload that.',
  })
}

const signatures: [string, number[]][] = [
  ['docx', [0x50, 0x4b, 0x03, 0x04]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['exe', [0x4d, 0x5a]],
  ['elf', [0x7f, 0x45, 0x4c, 0x46]],
]

/** What the bytes themselves say they are; null where nothing known. */
function contentOf(bytes: Uint8Array): string | null {
  if (hasPdfHeader(bytes)) return 'pdf'
  return signatures.find(([, signature]) => startsWith(bytes, signature))?.[0] ?? null
}
