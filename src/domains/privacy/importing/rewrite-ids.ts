const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** New ids for an archive's: the same one for the same, everywhere. */
export interface NewIds {
  /** Of a row that comes with the archive; undefined: of something else. */
  known(id: string): string | undefined
  /** Also for what the archive only mentions, so that two mentions of it still agree. */
  any(id: string): string
  /** Every known id within a JSON value, wherever it stands. */
  within(value: unknown): unknown
}

export function createNewIds(rowIds: Iterable<string>, uuid: () => string): NewIds {
  const known = new Map<string, string>()
  const mentioned = new Map<string, string>()
  for (const id of rowIds) known.set(id.toLowerCase(), uuid())
  return {
    known: (id) => known.get(id.toLowerCase()),
    any(id) {
      const key = id.toLowerCase()
      const given = known.get(key) ?? mentioned.get(key) ?? uuid()
      if (!known.has(key)) mentioned.set(key, given)
      return given
    },
    within(value) {
      const text = JSON.stringify(value ?? null)
      return JSON.parse(text.replace(UUID, (id) => known.get(id.toLowerCase()) ?? id)) as unknown
    },
  }
}
