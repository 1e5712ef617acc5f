import type { PostingLocator } from './board-url.ts'
import type { Posting } from './schema.ts'
import { urlKey } from './url-key.ts'

/** What tells one posting of a list: the person's own word, or the address they gave. */
export interface Choice {
  /** A number from 1, an id, or a part of the title. */
  pick?: string | undefined
  locator?: PostingLocator | null
  url?: string | null
}

function byPick(postings: Posting[], pick: string): Posting | null {
  const wanted = pick.trim().toLowerCase()
  const byId = postings.find((posting) => posting.identifier.value.toLowerCase() === wanted)
  if (byId) return byId
  if (/^\d{1,4}$/.test(wanted)) return postings[Number(wanted) - 1] ?? null
  const exact = postings.find((posting) => posting.title.toLowerCase() === wanted)
  return exact ?? postings.find((posting) => posting.title.toLowerCase().includes(wanted)) ?? null
}

function idInAddress(posting: Posting, id: string): boolean {
  return new RegExp(`(?<![\\w])${id.replace(/[^\w-]/g, '.')}(?![\\w])`, 'i').test(posting.url)
}

/** The posting that an address means, or null when the list doesn't hold it. */
export function postingOfAddress(
  postings: Posting[],
  choice: Pick<Choice, 'locator' | 'url'>,
): Posting | null {
  const id = choice.locator?.id
  if (id) {
    const byId = postings.find((posting) => posting.identifier.value.toLowerCase() === id.toLowerCase())
    const found = byId ?? postings.find((posting) => idInAddress(posting, id))
    if (found) return found
  }
  const key = choice.url ? urlKey(choice.url) : ''
  return key ? (postings.find((posting) => urlKey(posting.url) === key) ?? null) : null
}

/** One posting of those that were read: the picked one, else the address's, else the first. null: no such pick. */
export function choosePosting(postings: Posting[], choice: Choice): Posting | null {
  if (choice.pick?.trim()) return byPick(postings, choice.pick)
  return postingOfAddress(postings, choice) ?? postings[0] ?? null
}
