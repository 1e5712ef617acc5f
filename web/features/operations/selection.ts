/** What an operator has chosen in a list: some of what is shown, or all that fits the filter. */
export interface Selection {
  all: boolean
  ids: ReadonlySet<string>
  /** Where a range begins. */
  anchor: string | null
}

export const nothing: Selection = { all: false, ids: new Set(), anchor: null }

export function toggled(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { all: false, ids, anchor: id }
}

/** Adds everything from the last one chosen up to this one, in the order shown. */
export function withRange(selection: Selection, shown: readonly string[], id: string): Selection {
  const from = selection.anchor === null ? -1 : shown.indexOf(selection.anchor)
  const to = shown.indexOf(id)
  if (from === -1 || to === -1) return toggled(selection, id)
  const between = shown.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { all: false, ids: new Set([...selection.ids, ...between]), anchor: id }
}

/** All that is shown, or nothing when it was so already. */
export function withAllShown(selection: Selection, shown: readonly string[]): Selection {
  const complete = shown.length > 0 && shown.every((id) => selection.ids.has(id))
  return complete ? nothing : { all: false, ids: new Set(shown), anchor: selection.anchor }
}

/** Also what isn't shown. */
export function allMatching(shown: readonly string[]): Selection {
  return { all: true, ids: new Set(shown), anchor: null }
}

/** Only what is shown can be chosen one by one: what left the list is left alone. */
export function chosenOf<Item extends { id: string }>(selection: Selection, items: readonly Item[]): Item[] {
  return items.filter(({ id }) => selection.ids.has(id))
}
