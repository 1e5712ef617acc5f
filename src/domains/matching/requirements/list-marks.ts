/** Marks that head an item whatever stands around them. */
const CERTAIN = /^\s*(?:[-–—•*·▪◦●○‣✓✔➤►»+o]|\d{1,2}[.)])\s+/u
/** Marks that could also be a decoration of a heading: they need a neighbour with one like it. */
const SYMBOL =
  /^\s*((?:(?![#"'“”‘’„«(<[{$€£¥&@=\\/¿¡§%_|])[\p{S}\p{P}]|\p{Extended_Pictographic})[\uFE0F\u200D]*)\s*(?=[\p{L}\p{N}])/u
const ENUMERATOR = /^\s*\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)]\)?\s+(?=\S)/iu
const TAB = /^\t+(?=\S)/

interface Mark {
  /** Characters of the mark and the spaces around it. */
  length: number
  /** Equal for marks that belong to one list. */
  family: string
}

/** A line longer than this bears no mark worth looking for beyond its first characters. */
const LOOK_AT = 24

function possibleMark(content: string): Mark | null {
  const start = content.slice(0, LOOK_AT)
  const symbol = SYMBOL.exec(start)
  if (symbol?.[1]) return { length: symbol[0].length, family: symbol[1] }
  const enumerator = ENUMERATOR.exec(start)
  if (enumerator?.[1]) return { length: enumerator[0].length, family: 'enumerator' }
  const tab = TAB.exec(start)
  return tab ? { length: tab[0].length, family: 'tab' } : null
}

/**
 * How many characters of each line are its list mark; 0 for a line that is no item. What marks an item is told
 * by the document itself: a symbol, letter or number that two lines next to each other begin with.
 */
export function markLengths(contents: string[]): number[] {
  const marks = contents.map(possibleMark)
  const filled = contents
    .map((content, index) => (content.trim() === '' ? -1 : index))
    .filter((at) => at >= 0)
  const lengths = contents.map((content) => CERTAIN.exec(content.slice(0, LOOK_AT))?.[0].length ?? 0)
  filled.forEach((at, position) => {
    const mark = marks[at]
    const [before, after] = [filled[position - 1], filled[position + 1]]
    if (!mark || lengths[at] !== 0) return
    const alike = [before, after].some((other) => other !== undefined && marks[other]?.family === mark.family)
    // "✅ … ✅ … ➕ …": the last ones of a list may be set off by a mark of their own.
    const continues = before === at - 1 && (lengths[before] ?? 0) > 0 && !/[:：]\s*$/.test(contents[at] ?? '')
    if (alike || continues) lengths[at] = mark.length
  })
  return lengths
}
