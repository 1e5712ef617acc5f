import type { AppContext } from '../../context.ts'
import { DomainError, failWith } from '../../platform/errors.ts'
import type { FetchedPage } from '../../platform/fetch/safe-fetch.ts'
import { locatorFromPage, recognisePostingUrl, type PostingLocator } from './board-url.ts'
import { postingOfAddress } from './choose-posting.ts'
import { postingErrors } from './errors.ts'
import { readPayload } from './read-payload.ts'

const fail = failWith(postingErrors)

interface Fetching extends Pick<AppContext, 'fetch'> {
  signal: AbortSignal
  /** An address of a whole board may give all its postings: somebody is there to choose. */
  wholeBoard?: boolean
}

const API_ACCEPT = 'application/json, application/xml;q=0.9, text/xml;q=0.9'

function isGone(error: unknown): boolean {
  if (!(error instanceof DomainError) || error.code !== 'fetch_http_status') return false
  return error.data['status'] === 404 || error.data['status'] === 410
}

/** The board's own answer, when it holds the posting. A failed API is no verdict: the page may still be there. */
async function fromApi(tools: Fetching, url: string, locator: PostingLocator): Promise<FetchedPage | null> {
  for (const apiUrl of locator.apiUrls) {
    try {
      const page = await tools.fetch(apiUrl, { signal: tools.signal, accept: API_ACCEPT })
      const { postings } = readPayload({
        body: page.body,
        contentType: page.contentType,
        url: page.url,
        now: page.fetchedAt,
      })
      if (!locator.id && (postings.length === 1 || (tools.wholeBoard && postings.length > 1))) return page
      if (postingOfAddress(postings, { locator, url })) return page
    } catch (error) {
      tools.signal.throwIfAborted()
      if (!(error instanceof DomainError)) throw error
    }
  }
  return null
}

/** Fetches what stands behind an address: the board's API where it is known, else the page. */
export async function fetchPosting(tools: Fetching, url: string): Promise<FetchedPage> {
  const locator = recognisePostingUrl(url)
  const answer = locator && (await fromApi(tools, url, locator))
  if (answer) return answer
  const page = await fetchPage(tools, url)
  const behind = locator && locatorFromPage(page.body, locator)
  return (behind && (await fromApi(tools, url, behind))) ?? page
}

async function fetchPage(tools: Fetching, url: string): Promise<FetchedPage> {
  try {
    return await tools.fetch(url, { signal: tools.signal })
  } catch (error) {
    if (isGone(error))
      throw fail('posting_gone', { message: `${new URL(url).host} says it is gone`, cause: error })
    throw error
  }
}
