import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { codeOf, fetchWith, openSites, stillClock } from '../../testing/sites.ts'

const sites = openSites()
const { serve } = sites
afterEach(() => sites.close())

const html: RequestListener = (request, response) => {
  if (request.url === '/robots.txt') return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Müller sucht</h1>')
}

describe('addresses', () => {
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
