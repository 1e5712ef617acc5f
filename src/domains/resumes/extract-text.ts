import { Worker } from 'node:worker_threads'
import { failWith } from '../../platform/errors.ts'
import type { SpooledFile } from '../../platform/storage/spooled-file.ts'
import { resumeErrors, type ResumeErrorCode } from './errors.ts'
import { cleanText } from './reading/clean-text.ts'
import type { TextLine } from './reading/layout.ts'
import type { ReadReply, ReadRequest, ThreadRequest } from './reading/protocol.ts'
import { sniffType } from './reading/sniff-type.ts'
import { MAX_LINES, tameLine } from './reading/tame-lines.ts'

const fail = failWith(resumeErrors)

/** More text than any résumé has; keeps what follows fast. */
const MAX_CHARACTERS = 200_000
/** Generous, for a machine that does much at once; what is computed has a limit of its own. */
const TIME_LIMIT_MS = 15_000
/** Many times what a résumé takes: whatever needs more is no résumé, or means harm. */
const CPU_LIMIT_MS = 2_000
/** Buffers don't count as heap, which has a limit of its own. */
const MEMORY_LIMIT_BYTES = 160 * 1024 * 1024
const LOOK_EVERY_MS = 50

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
  /** Where to read bytes; default: in a thread of its own, which takes longer to start than most files to read. */
  read?: (request: ReadRequest) => Promise<ReadReply>
}

/** A file on disk goes to the thread without ever being in the memory of whoever asks. */
export type TextSource = Uint8Array | Pick<SpooledFile, 'head' | 'size' | 'fd'>

export interface ExtractedText {
  text: string
  marks: LineMark[]
  pages: number
}

function startReader(request: ThreadRequest): Worker {
  return new Worker(new URL('./reading/worker.ts', import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 },
    env: {},
    stderr: true,
    stdout: true,
  })
}

/** Calls `exceeded` when the thread has computed for too long or holds too much; returns what ends the watch. */
function watch(worker: Worker, exceeded: (error: Error) => void): () => void {
  const look = async (): Promise<void> => {
    const [cpu, heap] = await Promise.all([worker.cpuUsage(), worker.getHeapStatistics()])
    if ((cpu.user + cpu.system) / 1_000 > CPU_LIMIT_MS) exceeded(fail('resume_timeout'))
    if (heap.total_heap_size + heap.external_memory > MEMORY_LIMIT_BYTES)
      exceeded(
        fail('resume_corrupt', { message: `reader holds ${heap.external_memory} bytes beside its heap` }),
      )
  }
  // A thread that has just ended has no figures any more.
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS)
  return () => clearInterval(timer)
}

/** Reads in a thread of its own, which is ended whatever happens: when it answers, fails, hangs or is called off. */
async function readInThread(
  request: ThreadRequest,
  signal: AbortSignal | undefined,
  limitMs: number,
): Promise<ReadReply> {
  signal?.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<ReadReply>()
  const worker = startReader(request)
  const timer = setTimeout(() => reject(fail('resume_timeout')), limitMs)
  const endWatch = watch(worker, reject)
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
    endWatch()
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}

function toText(lines: readonly TextLine[]): Pick<ExtractedText, 'text' | 'marks'> {
  const kept = lines
    .filter((line, index) => line.text !== '' || (lines[index - 1]?.text ?? '') !== '')
    .flatMap(tameLine)
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
export async function extractText(source: TextSource, options: ExtractOptions): Promise<ExtractedText> {
  const { fileName, signal, limitMs = TIME_LIMIT_MS, read } = options
  const isBytes = source instanceof Uint8Array
  const type = sniffType(isBytes ? { head: source, size: source.byteLength } : source, fileName)
  const content = isBytes ? { bytes: source } : { fd: source.fd, size: source.size }
  const reply =
    isBytes && read
      ? await read({ type, bytes: new Uint8Array(source) })
      : await readInThread({ type, ...content }, signal, limitMs)
  if (!reply.ok)
    throw fail(isResumeError(reply.code) ? reply.code : 'resume_corrupt', { message: reply.message })
  if (reply.document.lines.filter((line) => line.text !== '').length > MAX_LINES)
    throw fail('resume_too_long')
  const { text, marks } = toText(reply.document.lines)
  if (!/[\p{L}\p{N}]/u.test(text)) throw fail(type === 'pdf' ? 'resume_scanned' : 'resume_empty')
  if (text.length > MAX_CHARACTERS) throw fail('resume_too_long')
  return { text, marks, pages: reply.document.pages }
}

function isResumeError(code: string): code is ResumeErrorCode {
  return Object.hasOwn(resumeErrors, code)
}
