import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Plugin } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Fetches the lines and shows each as a paragraph: React and nothing else. */
const hello = `
  import { createElement } from 'react'
  import { createRoot } from 'react-dom/client'
  const lines = await (await fetch('/lines.json')).json()
  createRoot(document.getElementById('root')).render(
    createElement('main', null, ...lines.map((line, at) => createElement('p', { key: at }, line))),
  )`

const HELLO = 'hello-react'
const helloModule: Plugin = {
  name: HELLO,
  resolveId: (id) => (id === HELLO ? `${root}${HELLO}.js` : null),
  load: (id) => (id === `${root}${HELLO}.js` ? hello : null),
}

async function buildHello(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    plugins: [helloModule],
    build: { write: false, rollupOptions: { input: HELLO } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('The baseline was not built')
  return output.output[0].code
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const page = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Baseline</title>${head}</head><body>${body}</body></html>`

export interface Baselines {
  /** A page of plain HTML with the same words. */
  plain: string
  /** The same words by the least that React can be. */
  react: string
  /** Bytes of its script, gzipped. */
  reactBytes: number
  stop(): Promise<void>
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The system gave no port')
  return `http://127.0.0.1:${address.port}`
}

/** A bare node:http server, gzip as ours, the script cached for good as ours. */
export async function startBaselines(text: string): Promise<Baselines> {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const script = await buildHello()
  const files = new Map(
    Object.entries({
      '/plain': {
        type: 'text/html; charset=utf-8',
        body: page('', lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')),
        caching: 'no-cache',
      },
      '/react': {
        type: 'text/html; charset=utf-8',
        body: page('', '<div id="root"></div><script type="module" src="/hello.js"></script>'),
        caching: 'no-cache',
      },
      '/hello.js': {
        type: 'text/javascript; charset=utf-8',
        body: script,
        caching: 'max-age=31536000, immutable',
      },
      '/lines.json': { type: 'application/json', body: JSON.stringify(lines), caching: 'no-cache' },
    }).map(([path, { type, body, caching }]) => [path, { type, caching, packed: gzipSync(body) }] as const),
  )
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    if (!file) {
      response.writeHead(404).end()
      return
    }
    response
      .writeHead(200, {
        'content-type': file.type,
        'cache-control': file.caching,
        'content-encoding': 'gzip',
      })
      .end(file.packed)
  })
  const url = await listen(server)
  return {
    plain: `${url}/plain`,
    react: `${url}/react`,
    reactBytes: files.get('/hello.js')?.packed.length ?? 0,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
