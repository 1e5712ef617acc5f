import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { until } from '../../testing/until.ts'

/** The real fetch over a real connection; everything else of capturing is tested beside capture-bytes. */
const page = `<!doctype html><html lang="en"><head><title>Crane Operator - Harbour Co</title></head><body><main><h1>Crane Operator</h1>
  <p>You will drive a crane in the harbour and load ships at night. We offer good pay and a warm cabin for the winter months.</p>
  <h2>Requirements</h2><ul><li>Crane licence</li><li>Two years of experience with cranes</li></ul></main></body></html>`

let site: Server
let origin: string
let app: TestApp
const asked: string[] = []

beforeAll(async () => {
  site = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/robots.txt') return void response.end('User-agent: *\nDisallow: /private\n')
    if (request.url === '/inward')
      return void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(site.address() as AddressInfo).port}`
  origin = `http://${host}`
  app = await createTestApp({ config: { fetchAllowHosts: [host] } })
})
afterAll(async () => {
  await app.close()
  site.closeAllConnections()
  await new Promise((resolve) => site.close(resolve))
})

async function capture(url: string) {
  const { client } = await app.tokenFor({ email: 'person@example.test' })
  const { runId } = await client.postings.captureUrl.mutate({ url })
  const run = await until(async () => {
    const found = await client.agents.run.query({ id: runId })
    return found.state === 'succeeded' || found.state === 'failed' ? found : null
  })
  return { client, run }
}

test('a page is fetched, read and kept as it came', async () => {
  const { client, run } = await capture(`${origin}/jobs/crane`)
  const id = String(run.result?.['postingId'])
  const { posting } = await client.postings.get.query({ id })
  expect(posting).toMatchObject({ title: 'Crane Operator', url: `${origin}/jobs/crane` })
  expect(posting.descriptionText).toContain('- Crane licence\n- Two years of experience with cranes')
  expect((await client.postings.snapshot.query({ id })).text).toBe(page)
  expect(asked).toEqual(['/robots.txt', '/jobs/crane'])
})

test.each([
  ['http://127.0.0.1:1/', 'fetch_blocked_address', 'private network'],
  ['http://[::1]/admin', 'fetch_blocked_address', 'private network'],
  ['/inward', 'fetch_blocked_address', 'private network'],
  ['/private/job', 'fetch_robots', 'paste the posting’s text'],
])('%s ends with words that say what to do', async (address, code, words) => {
  const { run } = await capture(address.startsWith('/') ? origin + address : address)
  expect(run).toMatchObject({ state: 'failed', errorCode: code })
  expect(run.words).toContain(words)
})
