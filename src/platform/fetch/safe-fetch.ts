/** An answer read whole, under limits. */
export interface FetchedPage {
  /** After redirects. */
  url: string
  status: number
  contentType: string
  body: string
  fetchedAt: Date
}

/**
 * Fetches an address that a person gave: public http(s) only, pinned after resolution, redirects
 * re-checked, bytes and time capped. Throws DomainError (codes `fetch_*`).
 */
export type SafeFetch = (
  url: string,
  options?: { signal?: AbortSignal; accept?: string },
) => Promise<FetchedPage>
