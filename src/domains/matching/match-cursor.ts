import type { MatchSort } from './schema.ts'

/** Where a page ended, in the values that its order rests on: it holds also when that match is gone. */
export type MatchCursor =
  | { sort: 'best'; rank: number; id: string }
  | { sort: 'newest'; microseconds: string; id: string }
  | { sort: 'organization'; key: string; rank: number; id: string }

const id = '(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'
const rank = '(?<rank>-?\\d{1,3})'
const forms = {
  best: new RegExp(`^${rank}:${id}$`),
  newest: new RegExp(`^newest:(?<microseconds>\\d{1,17}):${id}$`),
  organization: new RegExp(`^organization:(?<key>[\\w-]*):${rank}:${id}$`),
} satisfies Record<MatchSort, RegExp>

export function writeCursor(cursor: MatchCursor): string {
  if (cursor.sort === 'best') return `${cursor.rank}:${cursor.id}`
  if (cursor.sort === 'newest') return `newest:${cursor.microseconds}:${cursor.id}`
  const key = Buffer.from(cursor.key, 'utf8').toString('base64url')
  return `organization:${key}:${cursor.rank}:${cursor.id}`
}

/** null for a text that is no cursor of this sort. */
export function readCursor(sort: MatchSort, text: string): MatchCursor | null {
  const parts = forms[sort].exec(text)?.groups
  if (!parts) return null
  const last = { id: parts['id'] ?? '', rank: Number(parts['rank']) }
  if (sort === 'best') return { sort, ...last }
  if (sort === 'newest') return { sort, id: last.id, microseconds: parts['microseconds'] ?? '' }
  const key = Buffer.from(parts['key'] ?? '', 'base64url').toString('utf8')
  return key.includes('\0') ? null : { sort, ...last, key }
}
