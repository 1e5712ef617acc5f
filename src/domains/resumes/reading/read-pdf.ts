import { getDocumentProxy } from 'unpdf'
import { failWith } from '../../../platform/errors.ts'
import { resumeErrors } from '../errors.ts'
import { readingOrder } from './columns.ts'
import type { ReadDocument, TextLine } from './layout.ts'
import { dropPageFurniture, type Page } from './page-furniture.ts'
import { toSegments } from './pdf-segments.ts'
import { scanPdf } from './scan-pdf.ts'
import { blank, bodyFace, bodySize, toLines } from './reflow.ts'

const fail = failWith(resumeErrors)

export const RESUME_MAX_PAGES = 50

async function open(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(bytes)
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    throw fail(name === 'PasswordException' ? 'resume_encrypted' : 'resume_corrupt', { cause: error })
  }
}

type OpenPdf = Awaited<ReturnType<typeof open>>

/** Scripts that only the reader itself finds, in fields and pages; the rest is scanned for. */
async function assertPassive(document: OpenPdf): Promise<void> {
  const own = await Promise.all([document.getJSActions(), document.hasJSActions()]).catch(
    (cause: unknown) => {
      throw fail('resume_corrupt', { cause })
    },
  )
  if (own.some(Boolean)) throw fail('resume_active_content', { message: 'scripts' })
}

/** The right margin of text set as far from the right edge as from the left. */
function rightMargin(pages: readonly Page[], width: number): number {
  const left = Math.min(...pages.flatMap((page) => page.segments.map((segment) => segment.x0)))
  return width - Math.max(0, left)
}

async function readPages(document: OpenPdf): Promise<{ pages: Page[]; width: number }> {
  const pages: Page[] = []
  let [top, widest] = [0, 0]
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { height, width } = page.getViewport({ scale: 1 })
    widest = Math.max(widest, width)
    const content = await page.getTextContent()
    const items = content.items.flatMap((item) => ('str' in item ? [item] : []))
    pages.push({ top, height, segments: toSegments(items, top, height) })
    top += height
  }
  return { pages, width: widest }
}

/** Reads a PDF in the order a person would: columns one after the other, wrapped lines joined. */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  scanPdf(bytes)
  const document = await open(bytes)
  try {
    if (document.numPages > RESUME_MAX_PAGES) throw fail('resume_too_long')
    await assertPassive(document)
    const { pages, width } = await readPages(document).catch((error: unknown) => {
      throw fail('resume_corrupt', { cause: error })
    })
    const segments = dropPageFurniture(pages)
    const page = { body: bodySize(segments), face: bodyFace(segments), right: rightMargin(pages, width) }
    const lines: TextLine[] = []
    for (const block of readingOrder(segments)) {
      const [first, ...rest] = toLines(block, page)
      if (!first) continue
      if (lines.length > 0) lines.push(blank)
      lines.push(block.startsColumn ? { ...first, startsColumn: true } : first, ...rest)
    }
    return { lines, pages: pages.length }
  } finally {
    await document.loadingTask.destroy()
  }
}
