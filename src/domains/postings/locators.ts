import { toStorableText } from '../../platform/json.ts'
import { recognisePostingUrl } from './board-url.ts'
import type { Locator } from './queries.ts'
import type { Posting } from './schema.ts'

/** Every name under which the posting may come again: its source's id, and what its address says. */
export function locatorsOf(posting: Posting): Locator[] {
  const { source, board, value } = posting.identifier
  const locators: Locator[] = [{ source, board: board ?? '', externalId: value }]
  const known = posting.url ? recognisePostingUrl(posting.url) : null
  if (known?.id && !(known.source === source && known.id === value)) {
    locators.push({ source: known.source, board: known.board ?? '', externalId: known.id })
  }
  return locators.map((locator) => ({
    source: toStorableText(locator.source),
    board: toStorableText(locator.board),
    externalId: toStorableText(locator.externalId).slice(0, 1_000),
  }))
}
