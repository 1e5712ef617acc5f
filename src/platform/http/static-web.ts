import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

const notBuilt = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>JobPilot</title>
<h1>JobPilot is running</h1>
<p>The web page is not built yet. Run <code>npm run build</code>, then reload this page.</p>
<p>The API answers at <a href="/api/v1/health">/api/v1/health</a> and <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
</html>`

interface StaticFile {
  bytes: Buffer<ArrayBuffer>
  type: string
  /** Where it pays; sent to who accepts it. */
  gzipped: Buffer<ArrayBuffer> | null
}

interface Build {
  builtAt: number
  files: Map<string, StaticFile>
}

const compress = promisify(gzip)
const compressible = /^(text\/|application\/(json|manifest)|image\/svg)/
const SMALL = 1_000

/** Source maps stay as they are: only a developer's browser asks for them. */
async function readStatic(file: string): Promise<StaticFile> {
  const bytes = await readFile(file)
  const type = contentTypes[path.extname(file)] ?? 'application/octet-stream'
  const pays = bytes.length > SMALL && compressible.test(type) && !file.endsWith('.map')
  return { bytes, type, gzipped: pays ? Buffer.from(await compress(bytes)) : null }
}

async function readBuild(folder: string, builtAt: number): Promise<Build> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: Build['files'] = new Map()
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const file = path.join(entry.parentPath, entry.name)
    const url = `/${path.relative(folder, file).split(path.sep).join('/')}`
    files.set(url, await readStatic(file))
  }
  return { builtAt, files }
}

function html(body: string | Buffer<ArrayBuffer>, status = 200): Response {
  return new Response(body, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' },
  })
}

function fileResponse({ bytes, gzipped, type }: StaticFile, caching: string, accepted: string): Response {
  const headers = new Headers({ 'Content-Type': type, 'Cache-Control': caching })
  if (!gzipped) return new Response(bytes, { headers })
  headers.set('Vary', 'Accept-Encoding')
  if (!/\bgzip\b/.test(accepted)) return new Response(bytes, { headers })
  headers.set('Content-Encoding', 'gzip')
  return new Response(gzipped, { headers })
}

/**
 * Serves the web build from memory: a path that names no file of it can't reach the disk. Hashed assets are
 * cached for good; every other address is a page of the single-page app. A new build is picked up by itself.
 */
export function createStaticWeb(
  folder: string,
): (pathname: string, acceptEncoding?: string) => Promise<Response> {
  let build: Build | null = null

  const current = async (): Promise<Build | null> => {
    const index = await stat(path.join(folder, 'index.html')).catch(() => null)
    if (!index) return null
    if (build?.builtAt !== index.mtimeMs) build = await readBuild(folder, index.mtimeMs)
    return build
  }

  return async (pathname, acceptEncoding = '') => {
    const known = pathname.startsWith('/assets/') ? build : null
    const { files } = (known?.files.has(pathname) ? known : await current()) ?? { files: null }
    if (!files) return html(notBuilt)
    const file = pathname === '/' ? undefined : files.get(pathname)
    if (file) {
      const caching = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
      return fileResponse(file, caching, acceptEncoding)
    }
    // A page's address has no extension; a missing script must not arrive as HTML.
    if (path.posix.extname(pathname) !== '' && pathname !== '/index.html')
      return new Response('Not found', { status: 404 })
    const page = files.get('/index.html')
    return page ? fileResponse(page, 'no-cache', acceptEncoding) : html(notBuilt)
  }
}
