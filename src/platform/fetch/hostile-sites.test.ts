import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { codeOf, fetchWith, openSites, type Site } from '../../testing/sites.ts'

/** Sites that lie, stall, flood or send elsewhere: each is given up in time, with the code that says why. */

const sites = openSites()
afterEach(() => sites.close())

const limits = { bytes: 100_000, totalMs: 8_000 }
const HUGE = Buffer.alloc(30_000_000, 'a')

/** After robots.txt, which it doesn't have. */
function page(listener: RequestListener): () => Promise<Site> {
  return () =>
    sites.serve((request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end()
      listener(request, response)
    })
}

const raw = (answer: (socket: Socket) => void) => (): Promise<Site> => sites.serveRaw(answer)
const redirect = (location: string, status = 302): (() => Promise<Site>) =>
  page((_, response) => response.writeHead(status, { location }).end())

const packed = (encoding: string, body: Buffer): (() => Promise<Site>) =>
  page((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': encoding }).end(body),
  )

const claiming = (type: string, body: Buffer | string): (() => Promise<Site>) =>
  page((_, response) => response.writeHead(200, { 'content-type': type }).end(body))

/** Writes again and again until whoever asked hangs up. */
function repeat(socket: Socket, text: string, everyMs: number): void {
  const timer = setInterval(() => socket.write(text), everyMs)
  socket.on('close', () => clearInterval(timer))
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n'

const tricks: [trick: string, open: () => Promise<Site>, code: string][] = [
  ['a redirect to this machine', redirect('http://127.0.0.1:1/'), 'fetch_blocked_address'],
  [
    'a redirect to a cloud’s metadata',
    redirect('http://169.254.169.254/latest/', 307),
    'fetch_blocked_address',
  ],
  ['a redirect to an address in decimal', redirect('http://2130706433/', 301), 'fetch_blocked_address'],
  ['a redirect that keeps the protocol', redirect('//10.0.0.1/', 308), 'fetch_blocked_address'],
  ['a redirect to TLS inside', redirect('https://192.168.0.1/', 303), 'fetch_blocked_address'],
  ['a redirect to a mapped address', redirect('http://[::ffff:127.0.0.1]/'), 'fetch_blocked_address'],
  ['a redirect to another port', redirect('http://example.com:6379/'), 'fetch_blocked_address'],
  ['a redirect to a name of one’s own network', redirect('http://db.internal/'), 'fetch_blocked_address'],
  ['a redirect to a file', redirect('file:///etc/passwd'), 'fetch_bad_url'],
  ['a redirect to data', redirect('data:text/html,secret'), 'fetch_bad_url'],
  ['a redirect to FTP', redirect('ftp://example.com/'), 'fetch_bad_url'],
  ['a redirect with a password', redirect('http://user:secret@example.com/'), 'fetch_bad_url'],
  ['a redirect to itself', redirect('/'), 'fetch_redirects'],
  [
    'a redirect that never ends',
    page((request, response) => response.writeHead(302, { location: `${request.url}x` }).end()),
    'fetch_redirects',
  ],
  [
    'a chain of redirects whose third leads inside',
    page((request, response) =>
      response
        .writeHead(302, {
          location: request.url === '/c' ? 'http://localhost/' : request.url === '/b' ? '/c' : '/b',
        })
        .end(),
    ),
    'fetch_blocked_address',
  ],
  ['a small body that unpacks to a huge one', packed('gzip', gzipSync(HUGE)), 'fetch_too_large'],
  ['one packed twice', packed('gzip, gzip', gzipSync(gzipSync(HUGE))), 'fetch_too_large'],
  ['one packed by deflate', packed('deflate', deflateSync(HUGE)), 'fetch_too_large'],
  ['one packed by brotli', packed('br', brotliCompressSync(HUGE)), 'fetch_too_large'],
  [
    'a robots.txt that unpacks to a huge one',
    () =>
      sites.serve((_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' })
          .end(gzipSync(HUGE)),
      ),
    'fetch_too_large',
  ],
  [
    'a robots.txt that sends inside',
    () => sites.serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()),
    'fetch_blocked_address',
  ],
  ['packed nonsense', packed('gzip', Buffer.from('this is not gzip')), 'fetch_failed'],
  [
    'a body without an end',
    raw((socket) => {
      socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n`)
      repeat(socket, `4000\r\n${'x'.repeat(0x4000)}\r\n`, 1)
    }),
    'fetch_too_large',
  ],
  [
    'a body that drips',
    raw((socket) => {
      socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n`)
      repeat(socket, '1\r\nx\r\n', 20)
    }),
    'fetch_timeout',
  ],
  [
    'a body that stops in the middle',
    raw((socket) => void socket.write(`${OK}Content-Length: 100\r\n\r\nhalf`)),
    'fetch_timeout',
  ],
  [
    'a body that breaks off',
    raw((socket) => void socket.end(`${OK}Content-Length: 100\r\n\r\nhalf`)),
    'fetch_failed',
  ],
  [
    'a length beyond all measure',
    raw((socket) => void socket.write(`${OK}Content-Length: 99999999999\r\n\r\nx`)),
    'fetch_too_large',
  ],
  [
    'a length that is no number',
    raw((socket) => void socket.write(`${OK}Content-Length: -1\r\n\r\nx`)),
    'fetch_failed',
  ],
  [
    'two lengths',
    raw((socket) => void socket.write(`${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy`)),
    'fetch_failed',
  ],
  ['no answer', raw(() => undefined), 'fetch_timeout'],
  [
    'headers that drip',
    raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      repeat(socket, 'X-A: b\r\n', 20)
    }),
    'fetch_timeout',
  ],
  [
    'headers without an end',
    raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      repeat(socket, `X-A: ${'b'.repeat(8_000)}\r\n`, 1)
    }),
    'fetch_failed',
  ],
  [
    'one huge header',
    raw((socket) => void socket.write(`${OK}X-A: ${'b'.repeat(1_000_000)}\r\n\r\nx`)),
    'fetch_failed',
  ],
  [
    'hints without an end',
    raw((socket) => repeat(socket, 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n', 5)),
    'fetch_timeout',
  ],
  ['another protocol', raw((socket) => void socket.write('SSH-2.0-OpenSSH_9.7\r\n')), 'fetch_failed'],
  [
    'a switch of protocols',
    raw(
      (socket) =>
        void socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
        ),
    ),
    'fetch_failed',
  ],
  ['a broken connection', raw((socket) => socket.destroy()), 'fetch_failed'],
  ['a PDF that says it is a page', claiming('text/html', '%PDF-1.7\n'), 'fetch_unsupported_type'],
  ['an archive that says it is a page', claiming('text/html', 'PK\u0003\u0004'), 'fetch_unsupported_type'],
  ['a program that says it is text', claiming('text/plain', '\u007fELF\u0002'), 'fetch_unsupported_type'],
  [
    'a picture that says nothing',
    page((_, response) => response.writeHead(200).end('GIF89a')),
    'fetch_unsupported_type',
  ],
  ['a picture that also says it is a page', claiming('image/png; text/html', 'x'), 'fetch_unsupported_type'],
]

test('every trick is stopped, in time and with its code', async () => {
  expect(tricks.length).toBeGreaterThanOrEqual(12)
  const answers = await Promise.all(
    tricks.map(async ([trick, open, code]) => {
      const site = await open()
      const begun = performance.now()
      // Only those that stall are to be cut by the clock, however busy the machine is.
      const own = code === 'fetch_timeout' ? { ...limits, totalMs: 500 } : limits
      const answered = await codeOf(fetchWith({ allowHosts: [site.host], limits: own })(`${site.url}/`))
      const isSlow = performance.now() - begun > 9_000
      return { trick, code, answered: isSlow ? `${answered}, too late` : answered }
    }),
  )
  expect(answers.filter(({ code, answered }) => code !== answered)).toEqual([])
})

test('a page that sends the browser elsewhere is only read', async () => {
  const refresh = '0; url=http://169.254.169.254/'
  const site = await page((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html', refresh, 'set-cookie': 'a=b' })
      .end(`<meta http-equiv="refresh" content="${refresh}"><script>location = 'http://127.0.0.1'</script>`),
  )()
  const { url } = await fetchWith({ allowHosts: [site.host] })(`${site.url}/job`)
  expect([url, site.paths]).toEqual([`${site.url}/job`, ['/robots.txt', '/job']])
})

test('no cookie, password or token of ours goes out, nor what one site gave along to the next', async () => {
  const seen: string[] = []
  const site = await page((request, response) => {
    seen.push(...Object.keys(request.headers))
    if (request.url === '/')
      return void response.writeHead(302, { location: '/job', 'set-cookie': 'a=b' }).end()
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>x')
  })()
  await fetchWith({ allowHosts: [site.host] })(`${site.url}/`)
  expect(seen).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/cookie|authorization|referer|forwarded/)]),
  )
  expect(seen.length).toBeGreaterThan(4)
})
