import type { Segment } from './layout.ts'

export interface Page {
  top: number
  height: number
  segments: Segment[]
}

const pageNumber =
  /^(?:.{0,60}?[|•·,–—-]\s*)?(?:page|seite|pagina|página|pág\.?|s\.)?\s*\d{1,2}\s*(?:(?:\/|of|von|de|van|sur|di)\s*\d{1,2})?$/i
const bareNumber = /^[-–—]?\s*\d{1,2}\s*(?:\/\s*\d{1,2})?\s*[-–—]?$/
const stamp = /^(?:last updated|updated|stand:|printed on|generated (?:on|by|with))\b/i

const fingerprint = (text: string) => text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim().toLowerCase()

function inMargin(segment: Segment, page: Page): 'top' | 'bottom' | null {
  const y = (segment.y - page.top) / page.height
  return y < 0.08 ? 'top' : y > 0.92 ? 'bottom' : null
}

/** Takes page numbers and repeated headers and footers away; the first page keeps its header. */
export function dropPageFurniture(pages: Page[]): Segment[] {
  const seen = new Map<string, Set<number>>()
  pages.forEach((page, index) => {
    for (const segment of page.segments) {
      if (!inMargin(segment, page)) continue
      const key = fingerprint(segment.text)
      seen.set(key, (seen.get(key) ?? new Set()).add(index))
    }
  })
  return pages.flatMap((page, index) =>
    page.segments.filter((segment) => {
      const margin = inMargin(segment, page)
      if (!margin) return true
      const text = segment.text.trim()
      if (stamp.test(text) || bareNumber.test(text)) return false
      if (pageNumber.test(text) && /page|seite|p[aá]g|\d\s*(?:\/|of|von|sur|di)\s*\d/i.test(text))
        return false
      const repeats = (seen.get(fingerprint(text))?.size ?? 0) > 1
      return !(repeats && (margin === 'bottom' || index > 0))
    }),
  )
}
