import { getDocumentProxy } from 'unpdf'
import { failWith } from '../../../platform/errors.ts'
import { resumeErrors } from '../errors.ts'
import { readingOrder } from './columns.ts'
import type { ReadDocument, TextLine } from './layout.ts'
import { dropPageFurniture, type Page } from './page-furniture.ts'
import { toSegments } from './pdf-segments.ts'
import { blank, bodySize, toLines } from './reflow.ts'

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

async function readPages(document: Awaited<ReturnType<typeof open>>): Promise<Page[]> {
  const pages: Page[] = []
  let top = 0
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { height } = page.getViewport({ scale: 1 })
    const content = await page.getTextContent()
    const items = content.items.flatMap((item) => ('str' in item ? [item] : []))
    pages.push({ top, height, segments: toSegments(items, top, height) })
    top += height
  }
  return pages
}

/** Reads a PDF in the order a person would: columns one after the other, wrapped lines joined. */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  const document = await open(bytes)
  try {
    if (document.numPages > RESUME_MAX_PAGES) throw fail('resume_too_long')
    const pages = await readPages(document).catch((error: unknown) => {
      throw fail('resume_corrupt', { cause: error })
    })
    const segments = dropPageFurniture(pages)
    const body = bodySize(segments)
    const lines: TextLine[] = []
    for (const block of readingOrder(segments)) {
      const [first, ...rest] = toLines(block, body)
      if (!first) continue
      if (lines.length > 0) lines.push(blank)
      lines.push(block.startsColumn ? { ...first, startsColumn: true } : first, ...rest)
    }
    return { lines, pages: pages.length }
  } finally {
    await document.loadingTask.destroy()
  }
}
