import { inflateSync } from 'node:zlib'
import { failWith } from '../../../platform/errors.ts'
import { resumeErrors } from '../errors.ts'

const fail = failWith(resumeErrors)

/** Unpacked, of one packed bundle of objects. */
const MAX_BUNDLE_BYTES = 16 * 1024 * 1024
const MAX_BUNDLES = 2_000
/** Between a bundle's dictionary and its data. */
const DICTIONARY = 2_000
/** Of the end of a zip with the longest comment it may have. */
const ZIP_TAIL = 65_557

/** A name of PDF, any letter of which may be written as #xx. */
function nameOf(text: string): string {
  const letters = [...text].map((letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16)})`)
  return `/${letters.join('')}(?![\\w#])`
}

const active = new RegExp(
  `${nameOf('S')}\\s*(?:${['JavaScript', 'Launch', 'ImportData'].map(nameOf).join('|')})`,
  'i',
)

/** Does a zip end where the file ends? Then it is two files at once. */
function endsAsZip(bytes: Buffer): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - ZIP_TAIL))
  for (
    let at = tail.lastIndexOf('PK\x05\x06');
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1)
  ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true
  }
  return false
}

/** The objects that lie packed in streams (ISO 32000, 7.5.7); what can't be unpacked isn't read by others either. */
function* bundles(bytes: Buffer): Generator<string> {
  let at = bytes.indexOf('/ObjStm')
  for (let count = 0; at >= 0; at = bytes.indexOf('/ObjStm', at + 7), count++) {
    if (count > MAX_BUNDLES) throw fail('resume_corrupt', { message: 'too many object streams' })
    const start = bytes.indexOf('stream', at)
    if (start < 0 || start - at > DICTIONARY) continue
    const data = start + 6 + (bytes[start + 6] === 0x0d ? 2 : 1)
    const end = bytes.indexOf('endstream', data)
    const text = unpack(bytes.subarray(data, end < 0 ? undefined : end))
    if (text !== null) yield text
  }
}

function unpack(packed: Buffer): string | null {
  try {
    return inflateSync(packed, { maxOutputLength: MAX_BUNDLE_BYTES }).toString('latin1')
  } catch (error) {
    if (error instanceof RangeError)
      throw fail('resume_corrupt', { message: 'an object stream is a bomb', cause: error })
    return null
  }
}

/** Refuses a PDF that runs something when it is opened or clicked, or is another kind of file as well. */
export function scanPdf(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (endsAsZip(buffer)) {
    throw fail('resume_unsupported_type', {
      message: 'a PDF that ends as a zip',
      userMessage:
        'The file is a PDF and an archive at once. Export your résumé again as PDF or .docx and upload that.',
    })
  }
  if (active.test(buffer.toString('latin1'))) throw fail('resume_active_content', { message: 'an action' })
  for (const text of bundles(buffer)) {
    if (active.test(text)) throw fail('resume_active_content', { message: 'an action in an object stream' })
  }
}
