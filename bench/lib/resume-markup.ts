/** The small markup in which the truth set's résumés are written (see bench/truth/README.md). */
export type Block =
  | { type: 'entry'; left: string; right: string }
  | { type: 'subline'; text: string }
  | { type: 'bullet'; text: string }
  | { type: 'row'; cells: string[] }
  | { type: 'paragraph'; text: string }

export interface Section {
  title: string
  /** The column the section belongs to in layouts that have two; null elsewhere. */
  column: string | null
  blocks: Block[]
}

export interface ResumeDocument {
  name: string
  headline: string | null
  contact: string[]
  sections: Section[]
}

function toBlock(line: string): Block {
  if (line.startsWith('#### ')) return { type: 'subline', text: line.slice(5) }
  if (line.startsWith('### ')) {
    const [left = '', right = ''] = line.slice(4).split(' || ')
    return { type: 'entry', left, right }
  }
  if (line.startsWith('- ')) return { type: 'bullet', text: line.slice(2) }
  if (line.startsWith('| ')) {
    const cells = line.split('|').map((cell) => cell.trim())
    return { type: 'row', cells: cells.slice(1, -1) }
  }
  return { type: 'paragraph', text: line }
}

export function parseMarkup(body: string): ResumeDocument {
  const document: ResumeDocument = { name: '', headline: null, contact: [], sections: [] }
  for (const line of body.split('\n')) {
    const rest = line.slice(2)
    const heading = /^## (.*?)(?: \{(\w+)\})?$/.exec(line)
    const section = document.sections.at(-1)
    if (heading) document.sections.push({ title: heading[1] ?? '', column: heading[2] ?? null, blocks: [] })
    else if (line.startsWith('= ')) document.name = rest
    else if (line.startsWith('~ ')) document.headline = rest
    else if (line.startsWith('@ ')) document.contact.push(rest)
    else if (line.trim() !== '' && section) section.blocks.push(toBlock(line))
  }
  return document
}
