import { load, type CheerioAPI } from 'cheerio'
import { asNodes, type Nodes } from './html-page.ts'

interface Cell {
  /** The points it makes: its list items or lines. */
  items: string[]
  text: string
  isHead: boolean
  isBlock: boolean
}

/** Heads of columns that say how much something is asked for. */
const TIER =
  /^(?:essential|desirable|required|preferred|mandatory|must[- ]haves?|nice[- ]to[- ]haves?|minimum|advantageous|optional|(?:highly )?desired|zwingend|erforderlich|notwendig|wünschenswert|muss|kann|von vorteil|indispensable|exigé|souhaité|apprécié|imprescindible|deseable|valorable)\b/i
const MARK = /^(?:[x×✓✔☑✅●•*]|yes|ja|oui|sí)$/i

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function cellOf($: CheerioAPI, node: Parameters<CheerioAPI>[0]): Cell {
  const element = asNodes($(node))
  const listed = element.find('li')
  const isBlock = element.find('p,div,ul,ol,h1,h2,h3,h4,h5,h6,br').length > 0
  element.find('br').replaceWith('\n')
  element.find('p,div').append('\n')
  const points =
    listed.length > 0 ? listed.toArray().map((item) => $(item).text()) : element.text().split(/\n+/)
  const items = points.map((point) => oneLine(point).replace(/^[-–•*·]\s+/, '')).filter(Boolean)
  return { items, text: oneLine(element.text()), isHead: element.is('th'), isBlock }
}

/** "Degree (Interview)": what else a row says about its criterion. */
function withAside(item: string, row: Cell[], heads: Cell[], columns: number[]): string {
  const asides = columns
    .map((at) => [heads[at]?.text ?? '', row[at]?.text ?? ''])
    .filter(([, value]) => value !== '')
    .map(([head, value]) => (head ? `${head}: ${value}` : value))
  return asides.length > 0 ? `${item} (${asides.join('; ')})` : item
}

interface Layout {
  heads: Cell[]
  body: Cell[][]
  tiers: number[]
}

/** Criteria in a column of their own, and marks under "Essential" or "Desirable". */
function fromMarks({ heads, body, tiers }: Layout, tier: number): string[] {
  const criteria = heads.findIndex((_, at) => !tiers.includes(at) && body.some((row) => row[at]?.text))
  const others = heads.map((_, at) => at).filter((at) => at !== criteria && !tiers.includes(at))
  return body
    .filter((row) => MARK.test(row[tier]?.text ?? ''))
    .map((row) => withAside(row[criteria]?.text ?? '', row, heads, others))
}

/** The criteria themselves under "Essential" and "Desirable", their subject in the first column. */
function fromItems({ heads, body, tiers }: Layout, tier: number): string[] {
  const others = heads.map((_, at) => at).filter((at) => at !== 0 && !tiers.includes(at))
  return body.flatMap((row) => {
    const { items = [] } = row[tier] ?? {}
    const [only] = items
    if (items.length !== 1 || only === undefined) return items
    const subject = tiers.includes(0) ? '' : (row[0]?.text ?? '')
    const said = subject && subject.length <= 40 ? `${subject.replace(/:$/, '')}: ${only}` : only
    return [withAside(said, row, heads, others)]
  })
}

function byTier(layout: Layout): string {
  const { heads, body, tiers } = layout
  const isMarked = tiers.every((tier) => body.every((row) => !row[tier]?.text || MARK.test(row[tier].text)))
  const unmarked = body.filter((row) => isMarked && !tiers.some((tier) => row[tier]?.text))
  const before = unmarked.map(
    (row) =>
      `<p>${escaped(
        row
          .map(({ text }) => text)
          .filter(Boolean)
          .join(' '),
      )}</p>`,
  )
  const sections = tiers.map((tier) => {
    const items = isMarked ? fromMarks(layout, tier) : fromItems(layout, tier)
    const list = items.filter(Boolean).map((item) => `<li>${escaped(item)}</li>`)
    return list.length === 0 ? '' : `<h3>${escaped(heads[tier]?.text ?? '')}</h3><ul>${list.join('')}</ul>`
  })
  return [...before, ...sections].join('')
}

/** Rows of a name and its value: "Salary: £30,000". */
function asLabels(rows: Cell[][]): string | null {
  const pairs = rows.every(
    ([name, value, ...more]) =>
      more.length === 0 && name && value && name.text !== '' && name.text.length <= 30 && !value.isBlock,
  )
  if (!pairs || rows.length < 2) return null
  return rows
    .map(
      ([name, value]) => `<p>${escaped(`${name?.text.replace(/:$/, '') ?? ''}: ${value?.text ?? ''}`)}</p>`,
    )
    .join('')
}

function rewritten($: CheerioAPI, table: Nodes): string | null {
  const rows = table
    .find('tr')
    .toArray()
    .map((row) =>
      $(row)
        .children('td,th')
        .toArray()
        .map((cell) => cellOf($, cell)),
    )
    .filter((row) => row.some(({ text }) => text !== ''))
  const headAt = rows.findIndex((row) => row.filter(({ text }) => TIER.test(text)).length > 0)
  const heads = rows[headAt] ?? []
  const tiers = heads
    .map((_, at) => at)
    .filter((at) => TIER.test(heads[at]?.text ?? '') && (heads[at]?.text.length ?? 0) <= 60)
  const isHeader =
    headAt >= 0 && headAt <= 1 && rows.length > headAt + 1 && heads.every(({ text }) => text.length <= 60)
  const caption = oneLine(table.find('caption').text())
  const above = caption ? `<p>${escaped(caption)}</p>` : ''
  if (isHeader && (tiers.length > 1 || (heads.every(({ isHead }) => isHead) && tiers.length > 0))) {
    const title = rows
      .slice(0, headAt)
      .map((row) => `<p>${escaped(row.map(({ text }) => text).join(' '))}</p>`)
    return above + title.join('') + byTier({ heads, body: rows.slice(headAt + 1), tiers })
  }
  const labels = asLabels(rows)
  return labels === null ? null : above + labels
}

/**
 * HTML whose tables read well as lines: columns of essential and desirable criteria become headings with their
 * items, rows of names and values become "name: value". Other tables stay.
 */
export function readableTables(html: string): string {
  if (!/<table/i.test(html)) return html
  const $ = load(html, null, false)
  $('table').each((_, node) => {
    // Around headings and other tables a table only arranges the page.
    if ($(node).find('table,h1,h2,h3').length > 0) return
    const copy = load($.html(node), null, false)
    const better = rewritten(copy, asNodes(copy('table').first()))
    if (better !== null) $(node).replaceWith(better)
  })
  return $.html()
}
