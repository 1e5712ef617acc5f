import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { systemClock, type Clock } from '../clock.ts'
import { DomainError } from '../errors.ts'
import { createSafeFetch, type SafeFetchOptions } from './create-safe-fetch.ts'

const log = pino({ level: 'silent' })
const open: Server[] = []

afterEach(async () => {
  const closing = open.splice(0).map(
    (server) =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  await Promise.all(closing)
})

/** A site on loopback; its host is "127.0.0.1:port". */
async function serve(listener: RequestListener): Promise<{ host: string; url: string; paths: string[] }> {
  const paths: string[] = []
  const server = createServer((request, response) => {
    paths.push(request.url ?? '')
    listener(request, response)
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}`, paths }
}

/** Time that only passes when somebody sleeps. */
function stillClock(): Clock & { slept: number[] } {
  let now = Date.UTC(2026, 6, 1)
  const slept: number[] = []
  return {
    ...systemClock,
    slept,
    random: () => 0,
    now: () => new Date(now),
    sleep: async (ms) => {
      slept.push(ms)
      now += ms
    },
  }
}

function fetchWith(options: Partial<SafeFetchOptions> = {}) {
  return createSafeFetch({
    allowHosts: [],
    userAgent: 'JobPilot/test (+https://jobpilot.example)',
    clock: stillClock(),
    log,
    ...options,
  })
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
  return 'nothing was thrown'
}

const html: RequestListener = (request, response) => {
  if (request.url === '/robots.txt') return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Müller sucht</h1>')
}

describe('addresses', () => {
  const hostile = [
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.255.255.254/',
    'http://0.0.0.0/',
    'http://0/',
    'http://0.1.2.3/',
    'http://10.0.0.1/',
    'http://10.255.255.255/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.0.1/',
    'http://192.168.255.255/',
    'http://169.254.169.254/latest/meta-data/',
    'http://169.254.0.1/',
    'http://100.64.0.1/',
    'http://100.127.255.255/',
    'http://192.0.0.8/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://198.19.255.255/',
    'http://198.51.100.7/',
    'http://203.0.113.9/',
    'http://224.0.0.1/',
    'http://239.255.255.250/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://192.88.99.1/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://127.0.0.1./',
    'http://[::1]/',
    'http://[::]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b:1::1]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[fc00::1]/',
    'http://[fd12:3456:789a::1]/',
    'http://[ff02::1]/',
    'http://[2001:db8::1]/',
    'http://[2001::1]/',
    'http://[2002:7f00:1::]/',
    'http://[3fff::1]/',
    'http://[100::1]/',
    'http://[5f00::1]/',
    'http://[2001:2::1]/',
    'http://[2620:4f:8000::1]/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://localhost./',
    'http://app.localhost/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://kubernetes.default.svc/',
    'http://api.default.svc.cluster.local/',
    'http://intranet/',
    'http://router.lan/',
    'http://nas.home.arpa/',
    'http://wiki.corp/',
    'http://example.com:22/',
    'http://example.com:8080/',
    'https://example.com:80/',
    'http://example.com:443/',
    'http://example.com:6379/',
  ]

  test.each(hostile)('%s is refused before anything is sent', async (address) => {
    const asked: string[] = []
    const resolveHost = async (name: string) => {
      asked.push(name)
      return []
    }
    expect(await codeOf(fetchWith({ resolveHost })(address))).toBe('fetch_blocked_address')
    expect(asked).toEqual([])
  })

  test.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'data:text/html,x',
    'javascript:1',
    'not an address',
    '',
    'http://user:secret@example.com/',
    'http://',
    'http://999.1.1.1/',
  ])('%j is no web address', async (address) => {
    expect(await codeOf(fetchWith()(address))).toBe('fetch_bad_url')
  })

  test.each([
    ['one private address', ['127.0.0.1']],
    ['a private address among public ones', ['93.184.215.14', '10.0.0.5']],
    ['a mapped address', ['::ffff:192.168.1.1']],
    ['a NAT64 address', ['64:ff9b::a00:1']],
  ])('a public name that resolves to %s is refused', async (_, addresses) => {
    const resolveHost = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    expect(await codeOf(fetchWith({ resolveHost })('https://jobs.example.com/'))).toBe(
      'fetch_blocked_address',
    )
  })

  test('a name that does not exist is said to', async () => {
    const resolveHost = async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
    expect(await codeOf(fetchWith({ resolveHost })('https://nowhere.example.com/'))).toBe('fetch_dns')
  })

  test('an allowed host is fetched, any other port of it is not', async () => {
    const site = await serve(html)
    const safeFetch = fetchWith({ allowHosts: [site.host] })
    const page = await safeFetch(`${site.url}/job#top`)
    expect(page).toMatchObject({ url: `${site.url}/job`, status: 200, body: '<h1>Müller sucht</h1>' })
    expect(await codeOf(safeFetch('http://127.0.0.1:1/'))).toBe('fetch_blocked_address')
  })
})

describe('redirects', () => {
  test('three are followed, a fourth is not', async () => {
    const site = await serve((request, response) => {
      const left = Number(/\/hop\/(\d)/.exec(request.url ?? '')?.[1] ?? -1)
      if (left > 0) return void response.writeHead(302, { location: `/hop/${left - 1}` }).end()
      html(request, response)
    })
    const safeFetch = fetchWith({ allowHosts: [site.host] })
    expect((await safeFetch(`${site.url}/hop/3`)).url).toBe(`${site.url}/hop/0`)
    expect(await codeOf(safeFetch(`${site.url}/hop/4`))).toBe('fetch_redirects')
  })

  test.each([
    'http://169.254.169.254/latest/',
    'http://localhost/',
    'http://[::1]/',
    'http://10.0.0.1:9200/',
  ])('a redirect to %s is refused', async (target) => {
    const site = await serve((request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end()
      response.writeHead(301, { location: target }).end()
    })
    expect(await codeOf(fetchWith({ allowHosts: [site.host] })(`${site.url}/`))).toBe('fetch_blocked_address')
  })

  test('a redirect to another protocol is refused', async () => {
    const site = await serve((request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end()
      response.writeHead(301, { location: 'file:///etc/passwd' }).end()
    })
    expect(await codeOf(fetchWith({ allowHosts: [site.host] })(`${site.url}/`))).toBe('fetch_bad_url')
  })

  test('robots.txt cannot redirect inwards either', async () => {
    const other = await serve(html)
    const site = await serve((request, response) => {
      if (request.url === '/robots.txt')
        return void response.writeHead(302, { location: `${other.url}/secret` }).end()
      html(request, response)
    })
    expect(await codeOf(fetchWith({ allowHosts: [site.host] })(`${site.url}/`))).toBe('fetch_blocked_address')
    expect(other.paths).toEqual([])
  })
})

describe('limits', () => {
  const limits = { bytes: 100_000, totalMs: 400 }

  function answering(listener: RequestListener) {
    return serve((request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end()
      listener(request, response)
    })
  }

  test('a small body that unpacks to a huge one is given up', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 'a'))
    expect(bomb.length).toBeLessThan(100_000)
    const site = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb)
    })
    expect(await codeOf(fetchWith({ allowHosts: [site.host], limits: { bytes: 100_000 } })(site.url))).toBe(
      'fetch_too_large',
    )
  })

  test('an endless body is given up', async () => {
    const site = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' })
      const timer = setInterval(() => response.write('x'.repeat(20_000)), 1)
      response.on('close', () => clearInterval(timer))
    })
    expect(await codeOf(fetchWith({ allowHosts: [site.host], limits: { bytes: 100_000 } })(site.url))).toBe(
      'fetch_too_large',
    )
  })

  test('a body that drips is cut off in time', async () => {
    const site = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' })
      const timer = setInterval(() => response.write('x'), 50)
      response.on('close', () => clearInterval(timer))
    })
    const begun = performance.now()
    expect(await codeOf(fetchWith({ allowHosts: [site.host], limits })(site.url))).toBe('fetch_timeout')
    expect(performance.now() - begun).toBeLessThan(3_000)
  })

  test('a server that never answers is cut off in time', async () => {
    const site = await answering(() => undefined)
    expect(await codeOf(fetchWith({ allowHosts: [site.host], limits })(site.url))).toBe('fetch_timeout')
  })

  test.each(['application/pdf', 'image/png', 'application/octet-stream', 'video/mp4', 'application/zip'])(
    '%s is no page',
    async (type) => {
      const site = await answering((_, response) =>
        response.writeHead(200, { 'content-type': type }).end('x'),
      )
      expect(await codeOf(fetchWith({ allowHosts: [site.host] })(site.url))).toBe('fetch_unsupported_type')
    },
  )

  test.each([
    'text/html',
    'application/json; charset=utf-8',
    'application/xml',
    'application/rss+xml',
    'application/ld+json',
    'text/plain',
  ])('%s is read', async (type) => {
    const site = await answering((_, response) =>
      response.writeHead(200, { 'content-type': type }).end('hello'),
    )
    expect((await fetchWith({ allowHosts: [site.host] })(site.url)).body).toBe('hello')
  })

  test('text in another encoding is decoded', async () => {
    const site = await answering((_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(Buffer.from('<meta charset="iso-8859-1"><p>Köln</p>', 'latin1'))
    })
    expect((await fetchWith({ allowHosts: [site.host] })(site.url)).body).toContain('Köln')
  })

  test.each([404, 410, 403, 500])('status %i is an error that names it', async (status) => {
    const site = await answering((_, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end('x'),
    )
    const failure: unknown = await fetchWith({ allowHosts: [site.host] })(site.url).catch(
      (error: unknown) => error,
    )
    expect(failure).toMatchObject({ code: 'fetch_http_status', data: { status } })
  })

  test('a busy server is asked once more, after what it asks for but not longer than we like', async () => {
    let asked = 0
    const site = await answering((_, response) => {
      asked++
      if (asked === 1) return void response.writeHead(503, { 'retry-after': '3600' }).end()
      response.writeHead(200, { 'content-type': 'text/plain' }).end('now')
    })
    const clock = stillClock()
    expect((await fetchWith({ allowHosts: [site.host], clock })(site.url)).body).toBe('now')
    expect(clock.slept).toEqual([3_000])
  })

  test('a caller that stops gets its own reason', async () => {
    const site = await answering(() => undefined)
    const controller = new AbortController()
    const reason = new Error('cancelled by the person')
    const fetching = fetchWith({ allowHosts: [site.host] })(site.url, { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 30)
    await expect(fetching).rejects.toBe(reason)
  })
})

describe('manners', () => {
  test('robots.txt is asked first and obeyed for pages', async () => {
    const site = await serve((request, response) => {
      if (request.url !== '/robots.txt') return html(request, response)
      response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /private\n')
    })
    const safeFetch = fetchWith({ allowHosts: [site.host] })
    await safeFetch(`${site.url}/jobs/1`)
    expect(await codeOf(safeFetch(`${site.url}/private/2`))).toBe('fetch_robots')
    expect(site.paths).toEqual(['/robots.txt', '/jobs/1'])
  })

  test('rules for this program by name count', async () => {
    const site = await serve((request, response) => {
      if (request.url !== '/robots.txt') return html(request, response)
      response.writeHead(200).end('User-agent: JobPilot\nDisallow: /\n')
    })
    expect(await codeOf(fetchWith({ allowHosts: [site.host] })(site.url))).toBe('fetch_robots')
  })

  test('a board’s API is no page: robots.txt is not asked', async () => {
    const site = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('[]'),
    )
    await fetchWith({ allowHosts: [site.host] })(`${site.url}/api`, { accept: 'application/json' })
    expect(site.paths).toEqual(['/api'])
  })

  test('two pages of one host are fetched one after the other, a second apart', async () => {
    let at = 0
    let most = 0
    const site = await serve((request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end()
      most = Math.max(most, ++at)
      setTimeout(() => {
        at--
        response.writeHead(200, { 'content-type': 'text/plain' }).end('x')
      }, 20)
    })
    const clock = stillClock()
    const safeFetch = fetchWith({ allowHosts: [site.host], clock })
    await Promise.all([1, 2, 3].map((page) => safeFetch(`${site.url}/${page}`)))
    expect(most).toBe(1)
    expect(clock.slept).toEqual([1_000, 1_000])
  })

  test('who asks is said', async () => {
    let agent = ''
    const site = await serve((request, response) => {
      agent = request.headers['user-agent'] ?? ''
      html(request, response)
    })
    await fetchWith({ allowHosts: [site.host] })(site.url)
    expect(agent).toBe('JobPilot/test (+https://jobpilot.example)')
  })
})
