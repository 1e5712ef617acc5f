import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { distance } from 'fastest-levenshtein'

export interface DotenvFile {
  values: Record<string, string>
  /** Lines that set nothing, which parseEnv would skip in silence. */
  problems: string[]
}

/** Reads a .env file; a missing one is empty. */
export function readDotenv(path: string): DotenvFile {
  const text = readIfThere(path)
  if (text === null) return { values: {}, problems: [] }
  const values: Record<string, string> = {}
  for (const [key, value] of Object.entries(parseEnv(text))) if (value !== undefined) values[key] = value
  return { values, problems: strayLines(text) }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return null
    throw error
  }
}

function strayLines(text: string): string[] {
  // Quoted values may span lines (a PEM key): keep only their line breaks, so that every line stands for itself.
  const flat = text.replace(
    /(=[ \t]*)(["'`])([\s\S]*?)\2/g,
    (_all, sign: string, _quote, value: string) => sign + value.replace(/[^\n]/g, ''),
  )
  return flat.split('\n').flatMap((line, index) => {
    const fine = /^\s*(#.*)?$/.test(line) || /^\s*(export\s+)?[A-Za-z_]\w*\s*=/.test(line)
    return fine ? [] : [`.env line ${index + 1} sets nothing: write it as NAME=value, or start it with #.`]
  })
}

export interface UnknownKeys {
  /** Look like a slip of one of ours. */
  nearMisses: { key: string; meant: string }[]
  /** Like none of ours; perhaps another program's. */
  strangers: string[]
}

/** Sorts keys that we don't know into probable typing slips and strangers. */
export function unknownKeys(keys: string[], known: readonly string[]): UnknownKeys {
  const result: UnknownKeys = { nearMisses: [], strangers: [] }
  for (const key of keys) {
    if (known.includes(key)) continue
    const meant = nearest(key, known)
    if (meant) result.nearMisses.push({ key, meant })
    else result.strangers.push(key)
  }
  return result
}

function nearest(key: string, known: readonly string[]): string | null {
  const wanted = key.toUpperCase().replaceAll('-', '_')
  let best: { name: string; steps: number } | null = null
  for (const name of known) {
    const steps = distance(wanted, name)
    if (!best || steps < best.steps) best = { name, steps }
  }
  // DATABSE_URL, DATABASE_URI, PROT: yes. A short name is soon near another, so it may differ less.
  return best && best.steps <= (best.name.length <= 5 ? 2 : 3) ? best.name : null
}
