import { decodeHTML } from 'entities'
import { compile } from 'html-to-text'
import sanitizeHtml from 'sanitize-html'
import { readableTables } from './table-text.ts'

const allowedTags = (
  'p br hr div span section article h1 h2 h3 h4 h5 h6 ul ol li dl dt dd strong b em i u s sub sup blockquote ' +
  'pre code a table thead tbody tfoot tr th td caption'
).split(' ')

/** What may be shown: structure, emphasis and links; no styles, scripts, images or forms. */
export function sanitiseHtml(html: string): string {
  return sanitizeHtml(html.replaceAll('\u0000', ''), {
    allowedTags,
    allowedAttributes: { a: ['href'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title'],
    nestingLimit: 200,
  }).trim()
}

const block = { leadingLineBreaks: 1, trailingLineBreaks: 1 }
const paragraph = { leadingLineBreaks: 2, trailingLineBreaks: 2 }
const heading = { ...paragraph, uppercase: false }

const toPlainText = compile({
  wordwrap: false,
  limits: { maxDepth: 250, ellipsis: '' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'hr', format: 'lineBreak' },
    { selector: 'ul', options: { ...paragraph, itemPrefix: '- ' } },
    { selector: 'ol', options: paragraph },
    { selector: 'p', options: paragraph },
    { selector: 'table', format: 'block', options: paragraph },
    ...['tr', 'dt', 'dd', 'caption'].map((selector) => ({ selector, format: 'block', options: block })),
    ...['td', 'th'].map((selector) => ({ selector, format: 'tableCellText' })),
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: heading })),
  ],
  formatters: {
    tableCellText: (element, walk, builder) => {
      walk(element.children, builder)
      builder.addInline(' ')
    },
  },
})

/** Plain text of (sanitised) HTML: paragraphs apart, list items as lines that begin with "- ". */
export function htmlToText(html: string): string {
  return tidyText(toPlainText(readableTables(html)))
}

/** A deep indent becomes two blanks; blanks at the end go. By hand: on long runs of blanks a pattern is slow. */
function tidyLine(line: string): string {
  const kept = line.trimEnd()
  const indent = kept.length - kept.replace(/^ +/, '').length
  return indent > 3 ? `  ${kept.slice(indent)}` : kept
}

/** Whitespace that nobody sees goes; words and line order stay. */
export function tidyText(plain: string): string {
  return plain
    .replaceAll('\u0000', '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .split('\n')
    .map(tidyLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** One round of entity decoding, for sources that send escaped HTML. */
export function decodeOnce(value: string): string {
  return decodeHTML(value)
}

const BLOCKS = /<(?:p|br|div|li|h[1-6]|table|section|article|html|body)\b/i

export function looksLikeHtml(value: string): boolean {
  return /<(?:p|br|div|span|ul|ol|li|h[1-6]|strong|b|em|i|a|table|html|body|section|article)\b[^<>]*>/i.test(
    value,
  )
}

/** HTML of a description that a source may send raw, escaped once or twice, or as plain lines. */
export function descriptionHtml(value: string): string {
  let html = value
  for (let round = 0; round < 2 && !looksLikeHtml(html) && /&(?:lt|#60|#x3c|amp;lt);/i.test(html); round++) {
    html = decodeOnce(html)
  }
  // Only emphasis and links: the author's line breaks are the structure.
  if (looksLikeHtml(html)) return BLOCKS.test(html) ? html : html.replaceAll('\n', '<br>')
  return textToHtml(/&[a-z]+;|&#\d+;/i.test(html) ? decodeOnce(html) : html)
}

function escapeHtml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function textToHtml(plain: string): string {
  return plain
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('\n')
}

/** A heading and its HTML, '' when there is nothing under it. */
export function htmlSection(title: string, html: string): string {
  if (!html.trim()) return ''
  return title.trim() ? `<h3>${escapeHtml(title.trim())}</h3>\n${html}` : html
}

export function htmlList(items: string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`
}
