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

/**
 * Readers accept the header anywhere in the first 1,024 bytes (ISO 32000), which lets a file be two things at once; before it we
 * take blanks, a byte order mark and a printer's job header, no other format's beginning.
 */
function hasPdfHeader(head: Buffer): boolean {
  const at = head.indexOf('%PDF-')
  if (at <= 0) return at === 0
  const before = head.toString('latin1', 0, at).replace('\xef\xbb\xbf', '')
  return before.trim() === '' || /^%-12345X@PJL[\x20-\x7e\s]*$/.test(before.replace('\x1b', ''))
}

/** As much of a file as tells what it is. */
export interface FileStart {
  /** Its first 1,024 bytes, or more. */
  head: Uint8Array
  /** Of the whole file, in bytes. */
  size: number
}

/** Judges by content and extension together; throws the error a person should see at once. */
export function sniffType({ head, size }: FileStart, fileName: string): ResumeFileType {
  const data = { fileName }
  if (size === 0) throw fail('resume_empty', { data })
  if (size > RESUME_MAX_BYTES) throw fail('resume_too_large', { data })
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  if (extension !== 'pdf' && extension !== 'docx') throw fail('resume_unsupported_type', { data })
  const content = contentOf(Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 1_024)))
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
  ['gzip', [0x1f, 0x8b]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['script', [0x23, 0x21]],
  ['markup', [0x3c]],
]

/** What the bytes themselves say they are; null where nothing known. */
function contentOf(head: Buffer): string | null {
  if (hasPdfHeader(head)) return 'pdf'
  return signatures.find(([, signature]) => startsWith(head, signature))?.[0] ?? null
}
