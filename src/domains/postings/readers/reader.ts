import type { Posting } from '../schema.ts'
import { isRecord, list, pick, text, type JsonRecord } from '../json-values.ts'

/** What a reader knows besides the payload. */
export interface Reading {
  now: Date
  /** Where the payload came from, when that is known. */
  url: string | null
  /** The employer's name on the board, when the address said it. */
  board: string | null
}

/** One source's payload → postings. Source of every mapping: the board's public API documentation. */
export interface Reader {
  source: string
  /** The payload's entries by their shape, or null when this is another source's payload. */
  find(payload: unknown): JsonRecord[] | null
  /** One entry; null when it is no posting (a legal notice, a reply, a deleted comment). */
  read(entry: JsonRecord, at: Reading, payload: unknown): Posting | null
}

/** Entries under one of the keys, in a bare array, or the payload itself, kept when they carry the signature. */
export function entriesWith(
  payload: unknown,
  keys: string[],
  signature: (entry: JsonRecord) => boolean,
): JsonRecord[] | null {
  const places = [payload, ...keys.map((key) => pick(payload, key))]
  for (const place of places) {
    const entries = list(place).filter(isRecord).filter(signature)
    if (entries.length > 0) return entries
  }
  return null
}

export function hasText(entry: JsonRecord, ...keys: string[]): boolean {
  return keys.every((key) => text(entry[key]) !== '')
}

/** "gecko-robotics" as a reader writes it: the text's own spelling of those letters, else capitalised. */
export function organizationFromBoard(board: string | null, description: string): string | null {
  if (!board) return null
  const letters = (board.match(/[\p{L}\p{N}]/gu) ?? []).slice(0, 60)
  if (letters.length === 0) return null
  const spelling = new RegExp(`(?<![\\p{L}\\p{N}])${letters.join('[ .&-]?')}(?![\\p{L}\\p{N}])`, 'iu')
  const written = spelling.exec(description.slice(0, 50_000))?.[0]
  if (written && written !== written.toLowerCase() && written !== written.toUpperCase()) return written
  return board
    .split(/[-_\s]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

export function bool(value: unknown): boolean {
  return value === true || /^(?:true|yes|1)$/i.test(text(value))
}
