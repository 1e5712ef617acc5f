export interface Table {
  title: string
  columns: string[]
  rows: (string | number | null)[][]
}

export interface BenchReport {
  /** Plain numbers and strings, ready for JSON. */
  results: Record<string, unknown>
  /** Comparisons with a baseline of the same run: what may be compared between machines. */
  ratios: Record<string, number>
  tables: Table[]
  /** Targets that this run did not reach, in words. */
  misses?: string[]
}

/** `args`: the options of its entry in run.ts that were given. */
export type Bench = (args: readonly string[]) => Promise<BenchReport>

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits))

/** The middle one; of an even number the upper of the two. */
export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const show = (cell: string | number | null): string =>
  cell === null ? '–' : typeof cell === 'number' ? String(round(cell)) : cell

/** Columns padded to their widest cell; numbers to the right. */
export function formatTable({ columns, rows }: Table): string {
  const widths = columns.map((column, at) =>
    Math.max(column.length, ...rows.map((row) => show(row[at] ?? null).length)),
  )
  const line = (cells: (string | number | null)[]) =>
    cells
      .map((cell, at) => {
        const width = widths[at] ?? 0
        return typeof cell === 'number' ? show(cell).padStart(width) : show(cell).padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [line(columns), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}
