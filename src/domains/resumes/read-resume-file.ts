import { extractText, type ExtractedText } from './extract-text.ts'
import { parseResume } from './parse-resume.ts'
import type { ParsedResume } from './schema.ts'

/** A résumé's file as the parser understands it; `text` of `parsed` is what its spans index. */
export interface ReadResumeFile {
  extracted: ExtractedText
  parsed: ParsedResume
}

/** Text and meaning of a résumé's file, nothing stored. Throws a DomainError of resumeErrors. */
export async function readResumeFile(
  bytes: Uint8Array,
  options: { fileName: string; today: string; signal: AbortSignal },
): Promise<ReadResumeFile> {
  const { fileName, today, signal } = options
  const extracted = await extractText(bytes, { fileName, signal })
  return { extracted, parsed: parseResume(extracted.text, { today, marks: extracted.marks }) }
}
