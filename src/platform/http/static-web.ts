import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'

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

interface Build {
  builtAt: number
  files: Map<string, { bytes: Buffer<ArrayBuffer>; type: string }>
}

async function readBuild(folder: string, builtAt: number): Promise<Build> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: Build['files'] = new Map()
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const file = path.join(entry.parentPath, entry.name)
    const url = `/${path.relative(folder, file).split(path.sep).join('/')}`
    const type = contentTypes[path.extname(file)] ?? 'application/octet-stream'
    files.set(url, { bytes: await readFile(file), type })
  }
  return { builtAt, files }
}

function html(body: string | Buffer<ArrayBuffer>, status = 200): Response {
  return new Response(body, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' },
  })
}

/**
 * Serves the web build from memory: a path that names no file of it can't reach the disk. Hashed assets are
 * cached for good; every other address is a page of the single-page app. A new build is picked up by itself.
 */
export function createStaticWeb(folder: string): (pathname: string) => Promise<Response> {
  let build: Build | null = null

  const current = async (): Promise<Build | null> => {
    const index = await stat(path.join(folder, 'index.html')).catch(() => null)
    if (!index) return null
    if (build?.builtAt !== index.mtimeMs) build = await readBuild(folder, index.mtimeMs)
    return build
  }

  return async (pathname) => {
    const known = pathname.startsWith('/assets/') ? build : null
    const { files } = (known?.files.has(pathname) ? known : await current()) ?? { files: null }
    if (!files) return html(notBuilt)
    const file = pathname === '/' ? undefined : files.get(pathname)
    if (file) {
      const caching = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
      return new Response(file.bytes, { headers: { 'Content-Type': file.type, 'Cache-Control': caching } })
    }
    // A page's address has no extension; a missing script must not arrive as HTML.
    if (path.posix.extname(pathname) !== '' && pathname !== '/index.html')
      return new Response('Not found', { status: 404 })
    return html(files.get('/index.html')?.bytes ?? notBuilt)
  }
}
