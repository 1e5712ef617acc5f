/** Writing to the terminal: results on stdout, progress and notes on stderr. */
export const out = (text: string): void => {
  process.stdout.write(`${text}\n`)
}
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`)
}
export const json = (value: unknown): void => out(JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0))

function clip(text: string, width: number): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  return flat.length <= width ? flat.padEnd(width) : `${flat.slice(0, width - 1)}…`
}

export interface Column<Row> {
  title: string
  /** Widest it may get, in characters. */
  max: number
  value: (row: Row) => string
}

/** A plain table; columns as wide as their content needs, clipped at their maximum. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = rows.map((row) => columns.map((column) => column.value(row)))
  const widths = columns.map((column, index) =>
    Math.min(column.max, Math.max(column.title.length, ...cells.map((row) => (row[index] ?? '').length))),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => clip(cell, widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  return [
    line(columns.map((column) => column.title)),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...cells.map(line),
  ].join('\n')
}
