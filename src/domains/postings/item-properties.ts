import { asNodes, type HtmlPage, type Nodes } from './html-page.ts'
import type { JsonRecord } from './json-values.ts'

/** How a syntax marks things in HTML: microdata (itemprop) or RDFa Lite (property). */
export interface Marks {
  property: string
  type: string
}

export const microdataMarks: Marks = { property: 'itemprop', type: 'itemtype' }
export const rdfaMarks: Marks = { property: 'property', type: 'typeof' }

const FIELDS_AS_HTML = new Set(['description', 'responsibilities', 'qualifications', 'skills', 'jobBenefits'])

function valueOf(page: HtmlPage, element: Nodes, name: string): string {
  const attribute = element.attr('content') ?? element.attr('datetime')
  if (attribute !== undefined) return attribute
  const link = element.attr('href') ?? element.attr('src')
  const text = element.text().trim()
  if (link !== undefined && (/url|sameas|logo|image/i.test(name) || text === '')) return link
  return FIELDS_AS_HTML.has(name) ? (element.html() ?? '') : text.replace(/\s+/g, ' ')
}

function localName(written: string): string {
  return written.trim().split(/[/#:]/).at(-1) ?? ''
}

/** The properties that belong to this item and not to one nested in it. */
function properties(page: HtmlPage, item: Nodes, marks: Marks, depth: number): JsonRecord {
  const { $ } = page
  const found: Record<string, unknown[]> = {}
  item.find(`[${marks.property}]`).each((_, node) => {
    const element = asNodes($(node))
    const owner = element.parent().closest(`[${marks.type}]`)
    if (owner[0] !== item[0]) return
    for (const name of (element.attr(marks.property) ?? '').split(/\s+/).map(localName).filter(Boolean)) {
      const nested = element.attr(marks.type) !== undefined && depth < 5
      const value = nested ? itemOf(page, element, marks, depth + 1) : valueOf(page, element, name)
      ;(found[name] ??= []).push(value)
    }
  })
  return Object.fromEntries(
    Object.entries(found).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )
}

function itemOf(page: HtmlPage, item: Nodes, marks: Marks, depth: number): JsonRecord {
  const fields = properties(page, item, marks, depth)
  return { ...fields, '@type': localName(item.attr(marks.type) ?? '') }
}

/** JobPostings marked up in the page's own elements. */
export function markedPostings(page: HtmlPage, marks: Marks): JsonRecord[] {
  const items = page.$(`[${marks.type}]`).toArray().slice(0, 5_000)
  return items
    .map((node) => asNodes(page.$(node)))
    .filter((item) =>
      (item.attr(marks.type) ?? '').split(/\s+/).some((type) => localName(type) === 'JobPosting'),
    )
    .slice(0, 100)
    .map((item) => itemOf(page, item, marks, 0))
}
