import { DomainError } from '../../../platform/errors.ts'
import { readDocx } from './read-docx.ts'
import { readPdf } from './read-pdf.ts'
import type { ReadReply, ReadRequest } from './protocol.ts'

/** Reads a file where it is called, without any limit; whatever fails is a reply. */
export async function readDocument(request: ReadRequest): Promise<ReadReply> {
  try {
    const document = await (request.type === 'pdf' ? readPdf(request.bytes) : readDocx(request.bytes))
    return { ok: true, document }
  } catch (error) {
    const code = error instanceof DomainError ? error.code : 'resume_corrupt'
    return { ok: false, code, message: error instanceof Error ? error.message : String(error) }
  }
}
