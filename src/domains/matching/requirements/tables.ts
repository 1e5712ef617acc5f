import type { Span } from '../../resumes/schema.ts'

type ColumnTier = 'must' | 'nice' | null

interface Cell {
  span: Span
  words: string
}

export interface TableCell {
  span: Span
  section: 'must' | 'nice'
}

const MUST_COLUMN =
  /^(?:essential|required?|must(?:[- ]have)?|minimum|muss|zwingend|erforderlich|indispensable|exigé|imprescindible|obligatorio|essenziale|vereist|e)\b[^|]{0,20}$/iu
const NICE_COLUMN =
  /^(?:desirable|preferred|nice(?:[- ]to[- ]have)?|optional|kann|wünschenswert|souhaité|apprécié|deseable|valorable|preferibile|gewenst|d)\b[^|]{0,20}$/iu
/** A cell that only marks: "X", "✓", "yes". */
const MARKED = /^(?:x|✓|✔|✅|☑|●|•|\*|yes|y|ja|oui|sí|si|e|d)$/iu

function cellsOf(line: string, start: number): Cell[] {
  const cells: Cell[] = []
  let from = 0
  for (const part of line.split(/[|\t]/)) {
    const lead = part.length - part.trimStart().length
    const words = part.trim()
    const at = start + from + lead
    cells.push({ span: [at, at + words.length], words })
    from += part.length + 1
  }
  return cells
}

function tierOfColumn(words: string): ColumnTier {
  if (MUST_COLUMN.test(words)) return 'must'
  return NICE_COLUMN.test(words) ? 'nice' : null
}

/** Reads tables with columns for what is essential and what is desirable. */
export class TierTable {
  private columns: ColumnTier[] = []

  /** The demands a line of such a table holds; null where the line is no part of one. */
  read(line: string, start: number): TableCell[] | null {
    if (!/[|\t]/.test(line.trim())) {
      this.columns = []
      return null
    }
    const cells = cellsOf(line, start)
    const tiers = cells.map(({ words }) => (words.length <= 40 ? tierOfColumn(words) : null))
    if (tiers.filter((tier) => tier !== null).length >= 2) {
      this.columns = tiers
      return []
    }
    return this.columns.length > 0 ? this.row(cells) : null
  }

  private row(cells: Cell[]): TableCell[] {
    const label = cells.find(({ words }, index) => words.length > 1 && (this.columns[index] ?? null) === null)
    return cells.flatMap(({ span, words }, index): TableCell[] => {
      const section = this.columns[index] ?? null
      if (section === null || words === '') return []
      if (MARKED.test(words)) return label ? [{ span: label.span, section }] : []
      return /\p{L}{2}/u.test(words) ? [{ span, section }] : []
    })
  }
}
