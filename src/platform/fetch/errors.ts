import { failWith, type ErrorTable } from '../errors.ts'

export const fetchErrors = {
  fetch_bad_url: {
    kind: 'bad_request',
    words: 'This is no web address. Give one that starts with https://.',
  },
  fetch_blocked_address: {
    kind: 'forbidden',
    words:
      'This address leads into a private network or to an unusual port, so it is not fetched. Paste the posting’s text instead; who runs this server can allow a host with FETCH_ALLOW_HOSTS.',
  },
  fetch_dns: { kind: 'unprocessable', words: 'There is no such host on the internet. Check the address.' },
  fetch_timeout: {
    kind: 'unavailable',
    words: 'The site took too long to answer. Try again later, or paste the posting’s text.',
  },
  fetch_too_large: {
    kind: 'too_large',
    words: 'The page is larger than 8 MB. Give the address of the posting itself, or paste its text.',
  },
  fetch_http_status: {
    kind: 'unprocessable',
    words: 'The site refused to show this page. Paste the posting’s text instead.',
  },
  fetch_redirects: {
    kind: 'unprocessable',
    words: 'The site redirects too often. Give the address where the posting finally stands.',
  },
  fetch_unsupported_type: {
    kind: 'unsupported_media',
    words: 'This address gives a file, not a page. Paste the posting’s text instead.',
  },
  fetch_robots: {
    kind: 'forbidden',
    words: 'The site asks programs not to read this page. Open it yourself and paste the posting’s text.',
  },
  fetch_failed: {
    kind: 'unavailable',
    words: 'The site could not be reached. Try again later, or paste the posting’s text.',
  },
} as const satisfies ErrorTable

export const fetchFail = failWith(fetchErrors)
