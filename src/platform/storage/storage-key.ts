const OWNER = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const NAMES = String.raw`(?:/[\w-][\w.-]{0,199}){1,8}`
const key = new RegExp(`^(${OWNER})${NAMES}$`)
const folder = new RegExp(`^${OWNER}(?:${NAMES})?$`)

/** A key begins with its owner's id, so nobody's file can be named by somebody else's prefix, and never leaves its folder. */
export function isStorageKey(text: string): boolean {
  return key.test(text)
}

export function assertStorageKey(text: string): void {
  if (!isStorageKey(text)) throw new TypeError(`Not a storage key: ${JSON.stringify(text)}`)
}

/** For listing: nothing, a person, or a folder of theirs. */
export function assertStoragePrefix(text: string): void {
  if (text !== '' && !folder.test(text)) throw new TypeError(`Not a storage prefix: ${JSON.stringify(text)}`)
}

/** Whose file it is. */
export function ownerOfKey(text: string): string | null {
  return key.exec(text)?.[1] ?? null
}
