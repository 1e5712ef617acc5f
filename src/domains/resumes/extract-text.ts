import { Worker } from 'node:worker_threads'
import { failWith } from '../../platform/errors.ts'
import { resumeErrors, type ResumeErrorCode } from './errors.ts'
import { cleanText } from './reading/clean-text.ts'
import type { TextLine } from './reading/layout.ts'
import type { ReadReply, ReadRequest } from './reading/protocol.ts'
import { sniffType } from './reading/sniff-type.ts'

const fail = failWith(resumeErrors)

/** More text than any résumé has; keeps what follows fast. */
const MAX_CHARACTERS = 200_000
/** Generous, for a machine that reads several files at once; what is read is bounded by itself. */
const TIME_LIMIT_MS = 15_000

/** What the page said about a line of the text, by line number: hints, never needed. */
export interface LineMark {
  line: number
  /** Font size in relation to the body text. */
  scale: number
  heading: boolean
  startsColumn: boolean
  /** Set in bold or in another font than the body. */
  strong?: boolean | undefined
}

interface ExtractOptions {
  fileName: string
  signal?: AbortSignal
  /** Default 15 s. */
  limitMs?: number
  /** Default: in a thread of its own, which takes longer to start than most files to read. */
  read?: (request: ReadRequest, signal: AbortSignal | undefined, limitMs: number) => Promise<ReadReply>
}

export interface ExtractedText {
  text: string
  marks: LineMark[]
  pages: number
}

function startReader(request: ReadRequest): Worker {
  return new Worker(new URL('./reading/worker.ts', import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 },
    env: {},
    stderr: true,
    stdout: true,
  })
}

/** Reads in a thread of its own, which is ended whatever happens: when it answers, fails, hangs or is called off. */
async function readInThread(
  request: ReadRequest,
  signal: AbortSignal | undefined,
  limitMs: number,
): Promise<ReadReply> {
  signal?.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<ReadReply>()
  const worker = startReader(request)
  const timer = setTimeout(() => reject(fail('resume_timeout')), limitMs)
  const abort = () => reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'))
  signal?.addEventListener('abort', abort, { once: true })
  worker.once('message', (reply: ReadReply) => resolve(reply))
  worker.once('error', (cause) =>
    reject(fail('resume_corrupt', { cause, message: `reader failed: ${String(cause)}` })),
  )
  worker.once('exit', (code) => reject(fail('resume_corrupt', { message: `reader exited with ${code}` })))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}

function toText(lines: readonly TextLine[]): Pick<ExtractedText, 'text' | 'marks'> {
  const kept = lines.filter((line, index) => line.text !== '' || (lines[index - 1]?.text ?? '') !== '')
  const text = cleanText(kept.map((line) => line.text.replace(/\n/g, ' ')).join('\n'))
  const marks = kept.flatMap((line, number): LineMark[] => {
    const scale = Math.round(line.scale * 100) / 100
    const { heading, startsColumn = false, strong = false } = line
    if (scale === 1 && !heading && !startsColumn && !strong) return []
    return [{ line: number, scale, heading, startsColumn, ...(strong ? { strong } : {}) }]
  })
  return { text, marks }
}

/**
 * Text of a PDF or Word file in reading order, read in a worker thread with limits of time and memory.
 * Columns of one row are divided by tabs, paragraphs are unwrapped. Throws a DomainError of resumeErrors.
 */
export async function extractText(bytes: Uint8Array, options: ExtractOptions): Promise<ExtractedText> {
  const { fileName, signal, limitMs = TIME_LIMIT_MS, read = readInThread } = options
  const type = sniffType(bytes, fileName)
  const reply = await read({ type, bytes: new Uint8Array(bytes) }, signal, limitMs)
  if (!reply.ok)
    throw fail(isResumeError(reply.code) ? reply.code : 'resume_corrupt', { message: reply.message })
  const { text, marks } = toText(reply.document.lines)
  if (!/[\p{L}\p{N}]/u.test(text)) throw fail(type === 'pdf' ? 'resume_scanned' : 'resume_empty')
  if (text.length > MAX_CHARACTERS) throw fail('resume_too_long')
  return { text, marks, pages: reply.document.pages }
}

function isResumeError(code: string): code is ResumeErrorCode {
  return Object.hasOwn(resumeErrors, code)
}
