/** A posting's place on a known board, read from its address alone. */
export interface PostingLocator {
  source: string
  /** The employer's name on that board; null where the address doesn't say it. */
  board: string | null
  id: string | null
  /** Addresses that answer with structured data; empty where the page itself is the source. */
  apiUrls: string[]
}

interface Address {
  url: URL
  host: string
  /** Decoded, non-empty path segments. */
  path: string[]
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const SLUG = /^[\w.~ -]{1,100}$/

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function slug(value: string | null | undefined): string | null {
  return value && SLUG.test(value) && !/^\.+$/.test(value) ? value : null
}

function digits(value: string | null | undefined): string | null {
  return value && /^\d{1,20}$/.test(value) ? value : null
}

/** `name` of `name.suffix`, with exactly one label before the suffix. */
function subdomain(host: string, ...suffixes: string[]): string | null {
  for (const suffix of suffixes) {
    if (!host.endsWith(`.${suffix}`)) continue
    const name = host.slice(0, -suffix.length - 1)
    if (name !== '' && name !== 'www' && !name.includes('.')) return name
  }
  return null
}

function locator(
  source: string,
  board: string | null,
  id: string | null,
  ...apiUrls: string[]
): PostingLocator {
  return { source, board, id, apiUrls }
}

const e = encodeURIComponent

function greenhouseLocator(board: string | null, id: string | null): PostingLocator {
  const api =
    board && id
      ? [`https://boards-api.greenhouse.io/v1/boards/${e(board)}/jobs/${e(id)}?pay_transparency=true`]
      : []
  return locator('greenhouse', board, id, ...api)
}

function greenhouse({ url, host, path }: Address): PostingLocator | null {
  if (!/^(?:boards|job-boards)(?:\.eu)?\.greenhouse\.io$/.test(host)) return null
  const [first, second, third] = path
  if (first === 'embed') {
    if (second !== 'job_app' && second !== 'job_board') return null
    return greenhouseLocator(slug(url.searchParams.get('for')), digits(url.searchParams.get('token')))
  }
  if (!slug(first)) return null
  const id = second === 'jobs' ? digits(third) : null
  return greenhouseLocator(slug(first), id ?? digits(url.searchParams.get('gh_jid')))
}

function greenhouseApi({ host, path }: Address): PostingLocator | null {
  if (host !== 'boards-api.greenhouse.io' || path[1] !== 'boards' || !slug(path[2])) return null
  return greenhouseLocator(slug(path[2]), digits(path[4]))
}

function lever({ host, path }: Address): PostingLocator | null {
  const match = /^(?:jobs|api)\.(eu\.)?lever\.co$/.exec(host)
  if (!match) return null
  const [site, id] = host.startsWith('api.') ? path.slice(2) : path
  if (!slug(site)) return null
  const posting = id && UUID.test(id) ? id.toLowerCase() : null
  const api = posting
    ? [`https://api.${match[1] ?? ''}lever.co/v0/postings/${e(site ?? '')}/${posting}?mode=json`]
    : []
  return locator('lever', site ?? null, posting, ...api)
}

function ashbyLocator(board: string | null, id: string | null): PostingLocator {
  const api = board
    ? [`https://api.ashbyhq.com/posting-api/job-board/${e(board)}?includeCompensation=true`]
    : []
  return locator('ashby', board, id, ...api)
}

function ashby({ host, path }: Address): PostingLocator | null {
  if (host === 'api.ashbyhq.com' && path[1] === 'job-board' && slug(path[2]))
    return ashbyLocator(slug(path[2]), null)
  if (host !== 'jobs.ashbyhq.com' || !slug(path[0])) return null
  const id = path[1] && UUID.test(path[1]) ? path[1].toLowerCase() : null
  return ashbyLocator(slug(path[0]), id)
}

function workable({ host, path }: Address): PostingLocator | null {
  const own = host === 'apply.workable.com'
  const board = own
    ? path[0] === 'j' || path[0] === 'api'
      ? null
      : slug(path[0])
    : subdomain(host, 'workable.com')
  if (!own && (!board || ['api', 'www', 'help', 'resources', 'jobs'].includes(board))) return null
  const at = path.indexOf('j')
  const code = at >= 0 ? path[at + 1] : own ? undefined : path[path.indexOf('jobs') + 1]
  const id = code && /^[0-9A-F]{10}$/i.test(code) ? code.toUpperCase() : null
  if (!board && !id) return null
  const api = board ? [`https://apply.workable.com/api/v1/widget/accounts/${e(board)}?details=true`] : []
  return locator('workable', board, id, ...api)
}

function smartrecruiters({ host, path }: Address): PostingLocator | null {
  if (host === 'api.smartrecruiters.com') {
    return path[1] === 'companies' && slug(path[2]) ? smartLocator(path[2] ?? '', path[4]) : null
  }
  if (!/^(?:jobs|careers)\.smartrecruiters\.com$/.test(host) || !slug(path[0])) return null
  return smartLocator(path[0] ?? '', path[1])
}

function smartLocator(board: string, written: string | undefined): PostingLocator {
  const id = /^(\d{6,20})(?:-|$)/.exec(written ?? '')?.[1] ?? null
  const api = id ? [`https://api.smartrecruiters.com/v1/companies/${e(board)}/postings/${id}`] : []
  return locator('smartrecruiters', board, id, ...api)
}

function recruitee({ host, path }: Address): PostingLocator | null {
  const board = subdomain(host, 'recruitee.com')
  if (!board || ['api', 'docs', 'app', 'support'].includes(board)) return null
  const at = path.indexOf('o')
  const id = at >= 0 ? slug(path[at + 1]) : null
  return locator('recruitee', board, id, `https://${host}/api/offers`)
}

function personio({ host, path }: Address): PostingLocator | null {
  const board = subdomain(host, 'jobs.personio.de', 'jobs.personio.com')
  if (!board) return null
  const id = path[0] === 'job' ? digits(path[1]) : null
  return locator('personio', board, id, `https://${host}/xml?language=en`)
}

/** The page carries JSON-LD with the whole text; the feed would have to be searched by address. */
function teamtailor({ host, path }: Address): PostingLocator | null {
  const match = /^([a-z0-9-]+)(?:\.(?:na|eu))?\.teamtailor\.com$/.exec(host)
  if (!match?.[1] || ['www', 'api', 'app', 'docs', 'support'].includes(match[1])) return null
  const id = path[0] === 'jobs' ? (/^(\d+)/.exec(path[1] ?? '')?.[1] ?? null) : null
  return locator('teamtailor', match[1], id)
}

function breezy({ host, path }: Address): PostingLocator | null {
  const board = subdomain(host, 'breezy.hr')
  if (!board || ['api', 'app', 'support', 'developer'].includes(board)) return null
  const id =
    path[0] === 'p' ? (/^([0-9a-f]{10,14})(?:-|$)/i.exec(path[1] ?? '')?.[1]?.toLowerCase() ?? null) : null
  return locator('breezy', board, id)
}

function workday({ host, path }: Address): PostingLocator | null {
  const match = /^([a-z0-9_-]+)\.wd\d+\.myworkdayjobs\.com$/.exec(host)
  if (!match?.[1]) return null
  const last = path.includes('job') ? path.at(-1) : undefined
  return locator('workday', match[1], /_([A-Za-z]*-?\d[\w-]*)$/.exec(last ?? '')?.[1] ?? null)
}

function remotive({ host, path }: Address): PostingLocator | null {
  if (host !== 'remotive.com' || path[0] !== 'remote-jobs' || path.length < 3) return null
  return locator('remotive', null, /-(\d+)$/.exec(path.at(-1) ?? '')?.[1] ?? null)
}

function hackernews({ url, host, path }: Address): PostingLocator | null {
  if (host !== 'news.ycombinator.com' || path[0] !== 'item') return null
  const id = digits(url.searchParams.get('id'))
  return id ? locator('hackernews', null, id, `https://hn.algolia.com/api/v1/items/${id}`) : null
}

/** Employers' own pages that say which board stands behind them. */
function embedded({ url }: Address): PostingLocator | null {
  const greenhouseId = digits(url.searchParams.get('gh_jid'))
  if (greenhouseId) return greenhouseLocator(null, greenhouseId)
  const ashbyId = url.searchParams.get('ashby_jid')
  return ashbyId && UUID.test(ashbyId) ? ashbyLocator(null, ashbyId.toLowerCase()) : null
}

const boards = [
  greenhouse,
  greenhouseApi,
  lever,
  ashby,
  workable,
  smartrecruiters,
  recruitee,
  personio,
  teamtailor,
  breezy,
  workday,
  remotive,
  hackernews,
  embedded,
]

/**
 * Which board an address belongs to, by its parsed host and never by the string: a name in somebody
 * else's path or query means nothing. null: no known board.
 */
export function recognisePostingUrl(written: string): PostingLocator | null {
  if (!URL.canParse(written)) return null
  const url = new URL(written)
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '')
    return null
  const address = {
    url,
    host: url.hostname.toLowerCase().replace(/\.$/, ''),
    path: url.pathname.split('/').filter(Boolean).map(decoded),
  }
  for (const board of boards) {
    const found = board(address)
    if (found) return found
  }
  return null
}

/** The board that an employer's own page embeds, for an id that its address names (`gh_jid`, `ashby_jid`). */
export function locatorFromPage(html: string, known: PostingLocator): PostingLocator | null {
  if (!known.id || known.board) return null
  if (known.source === 'greenhouse') {
    const script =
      /(?:boards|job-boards)(?:\.eu)?\.greenhouse\.io\/embed\/job_(?:board|app)(?:\/js)?\?(?:[^"'\s<>]*&(?:amp;)?)?for=([\w-]+)/i
    const board = slug(script.exec(html)?.[1])
    return board ? greenhouseLocator(board, known.id) : null
  }
  if (known.source === 'ashby') {
    const board = slug(/jobs\.ashbyhq\.com\/([\w.%-]+)\/embed/i.exec(html)?.[1])
    return board ? ashbyLocator(decoded(board), known.id) : null
  }
  return null
}
