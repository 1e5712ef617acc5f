import { decodeXML } from 'entities'

/** A paragraph of a Word document. */
export interface Paragraph {
  text: string
  heading: boolean
  bullet: boolean
  /** Half-points, 0 where the paragraph doesn't say. */
  size: number
  /** Anchored text boxes: read after the paragraph that holds them. */
  boxes: Block[]
  /** True when all its text is bold. */
  strong: boolean
}
export type Block = { kind: 'paragraph'; paragraph: Paragraph } | { kind: 'table'; rows: Block[][][] }

interface Token {
  name: string
  close: boolean
  selfClosing: boolean
  attributes: string
  text: string
}

/** Tags hold no "<" (XML 1.0, 2.4), so what is never closed isn't looked for to the end of the file again and again. */
const tokenPattern = /<(\/?)([A-Za-z0-9]+(?::[A-Za-z0-9]+)?)([^<>]*?)(\/?)>|([^<]+)/g

function* tokens(xml: string): Generator<Token> {
  for (const match of xml.matchAll(tokenPattern)) {
    yield {
      name: match[2] ?? '',
      close: match[1] === '/',
      selfClosing: match[4] === '/',
      attributes: match[3] ?? '',
      text: match[5] ?? '',
    }
  }
}

const attribute = (token: Token, name: string): string | null =>
  new RegExp(`(?:^|\\s)(?:w:)?${name}\\s*=\\s*"([^"]*)"`).exec(token.attributes)?.[1] ?? null

const skipped = new Set([
  'mc:Fallback',
  'w:del',
  'w:instrText',
  'w:delText',
  'w:moveFrom',
  'w:rubyPr',
  'wp:posOffset',
  'w:sdtPr',
])
const breaks: Record<string, string> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
  'w:sym': ' ',
}

/** Where the walker is within a paragraph. */
interface Run {
  isBold: boolean
  inText: boolean
  inTabs: boolean
}

const runTokens = new Set(['w:r', 'w:b', 'w:t', 'w:tabs'])

function enter(run: Run, token: Token): void {
  const open = !token.close && !token.selfClosing
  if (token.name === 'w:t') run.inText = open
  else if (token.name === 'w:tabs') run.inTabs = open
  else if (token.name === 'w:r') run.isBold &&= token.close
  else if (!token.close) run.isBold = !/^(?:0|false|off)$/.test(attribute(token, 'val') ?? '')
}

function addText(paragraph: Paragraph, run: Run, text: string): void {
  if (!run.inText) return
  paragraph.text += decodeXML(text)
  if (text.trim()) paragraph.strong &&= run.isBold
}

/** Walks WordprocessingML (ECMA-376 part 1, 17): paragraphs and tables in order, text boxes where anchored. */
export class WordWalker {
  private readonly stream: Generator<Token>
  private readonly headingStyles: ReadonlySet<string>

  constructor(xml: string, headingStyles: ReadonlySet<string>) {
    this.stream = tokens(xml)
    this.headingStyles = headingStyles
  }

  read(): Block[] {
    return this.blocks(null)
  }

  private next(): Token | null {
    const result = this.stream.next()
    return result.done ? null : result.value
  }

  private skip(name: string): void {
    let depth = 1
    for (let token = this.next(); token && depth > 0; token = this.next()) {
      if (token.name === name && !token.selfClosing) depth += token.close ? -1 : 1
      if (depth === 0) return
    }
  }

  private blocks(end: string | null): Block[] {
    const blocks: Block[] = []
    for (let token = this.next(); token; token = this.next()) {
      if (token.close) {
        if (token.name === end) return blocks
      } else if (token.selfClosing) continue
      else if (token.name === 'w:p') blocks.push({ kind: 'paragraph', paragraph: this.paragraph() })
      else if (token.name === 'w:tbl') blocks.push({ kind: 'table', rows: this.rows() })
      else if (skipped.has(token.name)) this.skip(token.name)
    }
    return blocks
  }

  private rows(): Block[][][] {
    const rows: Block[][][] = []
    for (let token = this.next(); token; token = this.next()) {
      if (token.close && token.name === 'w:tbl') return rows
      if (token.selfClosing || token.close) continue
      if (token.name === 'w:tr') rows.push([])
      else if (token.name === 'w:tc') rows.at(-1)?.push(this.blocks('w:tc'))
      else if (skipped.has(token.name)) this.skip(token.name)
    }
    return rows
  }

  private paragraph(): Paragraph {
    const paragraph: Paragraph = { text: '', heading: false, bullet: false, size: 0, boxes: [], strong: true }
    const run: Run = { isBold: false, inText: false, inTabs: false }
    for (let token = this.next(); token; token = this.next()) {
      if (token.close && token.name === 'w:p') return paragraph
      if (!token.name) addText(paragraph, run, token.text)
      else if (runTokens.has(token.name)) enter(run, token)
      else if (token.close) continue
      else if (token.name === 'w:txbxContent' && !token.selfClosing)
        paragraph.boxes.push(...this.blocks('w:txbxContent'))
      else if (skipped.has(token.name) && !token.selfClosing) this.skip(token.name)
      else if (!run.inTabs) this.property(token, paragraph)
    }
    return paragraph
  }

  private property(token: Token, paragraph: Paragraph): void {
    const value = attribute(token, 'val') ?? ''
    switch (token.name) {
      case 'w:pStyle':
        paragraph.heading ||= this.headingStyles.has(value)
        paragraph.bullet ||= /list|bullet/i.test(value)
        return
      case 'w:numPr':
        paragraph.bullet ||= !token.selfClosing
        return
      case 'w:numId':
        if (value === '0') paragraph.bullet = false
        return
      case 'w:outlineLvl':
        paragraph.heading ||= Number(value) < 3
        return
      case 'w:sz':
        if (paragraph.text === '') paragraph.size = Number(value)
        return
      default:
        paragraph.text += breaks[token.name] ?? ''
    }
  }
}

/** Ids of the styles that stand for headings, whatever the language of their ids. */
export function headingStyles(stylesXml: string): Set<string> {
  const ids = new Set<string>()
  for (const style of stylesXml.matchAll(/<w:style\b[^>]*w:styleId="([^"]+)"[^>]*>([\s\S]*?)<\/w:style>/g)) {
    const [, id = '', body = ''] = style
    const name = /<w:name w:val="([^"]+)"/.exec(body)?.[1] ?? ''
    const level = /<w:outlineLvl w:val="(\d)"/.exec(body)?.[1]
    if (/^heading \d|^title$|^section/i.test(name) || (level && Number(level) < 4)) ids.add(id)
  }
  return ids
}
