/** A filter that an operator gave a name, as its address has it. */
export interface SavedFilter {
  name: string
  query: string
}

const KEY = 'jobpilot-job-filters'
const MOST = 30

function isSaved(value: unknown): value is SavedFilter {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    'query' in value &&
    typeof value.name === 'string' &&
    typeof value.query === 'string'
  )
}

/** Those of this browser; what can't be read is as if it weren't there. */
export function readSaved(storage: Pick<Storage, 'getItem'>): SavedFilter[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isSaved) : []
  } catch {
    return []
  }
}

/** The later one of the same name replaces the earlier; the oldest give way. */
export function withSaved(filters: readonly SavedFilter[], saved: SavedFilter): SavedFilter[] {
  return [...filters.filter(({ name }) => name !== saved.name), saved].slice(-MOST)
}

/** False when the browser keeps nothing. */
export function writeSaved(storage: Pick<Storage, 'setItem'>, filters: readonly SavedFilter[]): boolean {
  try {
    storage.setItem(KEY, JSON.stringify(filters))
    return true
  } catch {
    return false
  }
}
