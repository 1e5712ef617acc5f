import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStaticWeb } from './static-web.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-web-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function build(name: string, page: string, builtAt = new Date()): Promise<string> {
  const web = path.join(folder, name)
  await mkdir(path.join(web, 'assets'), { recursive: true })
  await writeFile(path.join(web, 'assets', 'app-1a2b.js'), 'run()')
  await writeFile(path.join(web, 'index.html'), page)
  await utimes(path.join(web, 'index.html'), builtAt, builtAt)
  return web
}

test('hashed assets are cached for good, pages are asked for again', async () => {
  const serve = createStaticWeb(await build('caching', '<p>page'))
  const asset = await serve('/assets/app-1a2b.js')
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect(asset.headers.get('content-type')).toContain('text/javascript')
  for (const address of ['/', '/index.html', '/matches/42']) {
    const page = await serve(address)
    expect([address, page.status, page.headers.get('cache-control'), await page.text()]).toEqual([
      address,
      200,
      'no-cache',
      '<p>page',
    ])
  }
})

test('large texts go out compressed to who accepts it, and only to them', async () => {
  const web = await build('compressed', '<p>page')
  const script = 'call("the same words again and again");'.repeat(200)
  await writeFile(path.join(web, 'assets', 'large-3c4d.js'), script)
  const serve = createStaticWeb(web)
  const packed = await serve('/assets/large-3c4d.js', 'gzip, deflate, br')
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(packed.headers.get('vary')).toBe('Accept-Encoding')
  const bytes = Buffer.from(await packed.arrayBuffer())
  expect(bytes.length).toBeLessThan(script.length / 5)
  expect(gunzipSync(bytes).toString()).toBe(script)
  const plain = await serve('/assets/large-3c4d.js')
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.text()).toBe(script)
  expect((await serve('/assets/app-1a2b.js', 'gzip')).headers.get('content-encoding')).toBeNull()
})

test('a missing script is missing, not a page', async () => {
  const serve = createStaticWeb(await build('missing', '<p>page'))
  expect((await serve('/assets/app-old.js')).status).toBe(404)
})

test.each(['/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '//etc/passwd'])(
  'nothing outside of the build is served: %s',
  async (address) => {
    const serve = createStaticWeb(await build('inside', '<p>page'))
    await writeFile(path.join(folder, 'secret.txt'), 'secret')
    expect(await (await serve(address)).text()).not.toContain('secret')
  },
)

test('without a build it says how to make one, and shows it once it is there', async () => {
  const serve = createStaticWeb(path.join(folder, 'later'))
  expect(await (await serve('/')).text()).toContain('npm run build')
  await build('later', '<p>first', new Date(1_000))
  expect(await (await serve('/')).text()).toBe('<p>first')
  await build('later', '<p>second', new Date(2_000))
  expect(await (await serve('/')).text()).toBe('<p>second')
})
