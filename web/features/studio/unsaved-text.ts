/** What a person typed into a draft and hasn't saved; kept by the browser over a reload or a crash. */
export interface UnsavedText {
  /** Number of the version that was edited. */
  version: number
  text: string
  /** ISO 8601. */
  at: string
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const PREFIX = 'jobpilot.unsaved-draft.'
const keyOf = (draftId: string) => PREFIX + draftId

/** null when nothing is kept or what is there can't be read. */
export function readUnsaved(store: Store, draftId: string): UnsavedText | null {
  try {
    const kept: unknown = JSON.parse(store.getItem(keyOf(draftId)) ?? 'null')
    return isUnsaved(kept) ? kept : null
  } catch {
    return null
  }
}

/** A browser without room or permission keeps nothing; leaving the page asks all the same. */
export function keepUnsaved(store: Store, draftId: string, unsaved: UnsavedText): void {
  try {
    store.setItem(keyOf(draftId), JSON.stringify(unsaved))
  } catch {
    forgetUnsaved(store, draftId)
  }
}

export function forgetUnsaved(store: Store, draftId: string): void {
  try {
    store.removeItem(keyOf(draftId))
  } catch {
    // No storage, nothing kept.
  }
}

function isUnsaved(kept: unknown): kept is UnsavedText {
  if (typeof kept !== 'object' || kept === null) return false
  if (!('version' in kept && 'text' in kept && 'at' in kept)) return false
  return typeof kept.version === 'number' && typeof kept.text === 'string' && typeof kept.at === 'string'
}

/** Somebody who signs out leaves nothing of theirs in the browser. */
export function forgetAllUnsaved(store: Pick<Storage, 'length' | 'key' | 'removeItem'>): void {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index))
  for (const key of keys) if (key?.startsWith(PREFIX)) store.removeItem(key)
}
