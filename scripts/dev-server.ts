import { randomBytes } from 'node:crypto'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import { createLogger, createServer as createViteServer, type Logger, type ViteDevServer } from 'vite'
import { listenError } from '../src/platform/http/serve.ts'
import { securityHeaders } from '../src/platform/http/security-headers.ts'
import { createAppProcess, type AppProcess, type AppState } from './dev-app.ts'
import { ownFrames } from './dev-log.ts'
import { belongsToApp, forward } from './dev-proxy.ts'

export interface DevOptions {
  root: string
  host: string
  port: number
  dataDir: string
  write: (text: string) => void
}

export interface DevServer {
  /** Resolves with the port once the application answers; it may have failed, and a change repairs it. */
  port: number
  first: Promise<AppState>
  stop: () => Promise<void>
}

/** What restarts the application. Vite sees to web/. */
const sources = ['src', 'migrations', 'samples', '.env']
const isTest = /\.(test|bench)\.tsx?$|[/\\]src[/\\]testing[/\\]/

/**
 * The policy of production, opened for Vite alone: its inline preamble (by nonce) and the worker with which
 * its client finds out that we are back.
 */
function pageHeaders(appUrl: string, nonce: string): [name: string, value: string][] {
  return securityHeaders(appUrl).map(([name, value]) =>
    name === 'Content-Security-Policy'
      ? [
          name,
          `${value.replace("script-src 'self'", `script-src 'self' 'nonce-${nonce}'`)}; worker-src 'self' blob:`,
        ]
      : [name, value],
  )
}

/** The one port: Vite for the page, the application for everything else, hot reload on the same socket. */
export async function startDevServer(options: DevOptions): Promise<DevServer> {
  const { root, host } = options
  const nonce = randomBytes(16).toString('base64')
  let serve: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  const server = createHttpServer({ maxHeaderSize: 131_072 }, (request, response) => serve(request, response))
  const port = await listen(server, host, options.port)
  const appUrl = `http://localhost:${port}`
  const vite = await createViteServer({
    configFile: path.join(root, 'vite.config.ts'),
    // The bundling loader writes a temporary file, which watchers take for a change.
    configLoader: 'native',
    root: path.join(root, 'web'),
    cacheDir: path.join(options.dataDir, 'vite'),
    clearScreen: false,
    customLogger: viteLogger(options),
    html: { cspNonce: nonce },
    server: { middlewareMode: true, ws: { server }, warmup: { clientFiles: ['./main.tsx'] } },
  })
  const report = createReporter(vite, root)
  const app = createAppProcess({
    root,
    env: { PORT: String(port) },
    write: options.write,
    onState: report,
  })
  const headers = pageHeaders(appUrl, nonce)
  serve = (request, response) => {
    if (belongsToApp(request.url)) return void forward(request, response, app.settled)
    for (const [name, value] of headers) response.setHeader(name, value)
    vite.middlewares(request, response)
  }
  server.on('upgrade', (request, socket) => {
    if (!request.headers['sec-websocket-protocol']?.startsWith('vite-')) socket.destroy()
  })
  watchSources(vite, app, options)
  return {
    port,
    first: app.settled(),
    async stop() {
      server.close()
      await Promise.all([app.stop(), vite.close()])
      server.closeAllConnections()
    },
  }
}

/** Vite's own words without its own frames. */
function viteLogger({ root, write }: DevOptions): Logger {
  const logger = createLogger('info', { allowClearScreen: false })
  const say = (message: string): void => write(`${ownFrames(message, root)}\n`)
  return { ...logger, warn: say, error: say, warnOnce: say }
}

function listen(server: ReturnType<typeof createHttpServer>, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => reject(listenError(error, host, port))
    server.once('error', refuse)
    server.listen(port, host, () => {
      server.off('error', refuse)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** A server that doesn't start is told in the page as well, over Vite's own overlay. */
function createReporter(vite: ViteDevServer, root: string): (state: AppState) => void {
  let failure: string | null = null
  const show = (): void => {
    if (failure === null) return
    const [message = '', ...stack] = ownFrames(failure, root).split('\n')
    vite.ws.send({
      type: 'error',
      err: { message: `The server did not start. ${message}`, stack: stack.join('\n') },
    })
  }
  vite.ws.on('connection', show)
  return (state) => {
    const wasDown = failure !== null
    if (state.kind === 'failed') {
      failure = state.said
      show()
    }
    if (state.kind !== 'ready') return
    failure = null
    if (wasDown) vite.ws.send({ type: 'full-reload' })
  }
}

function watchSources(vite: ViteDevServer, app: AppProcess, { root, write }: DevOptions): void {
  const watched = sources.map((name) => path.join(root, name))
  const isOurs = (file: string): boolean =>
    watched.some((place) => file === place || file.startsWith(place + path.sep)) && !isTest.test(file)
  let soon: NodeJS.Timeout | undefined
  let changed = new Set<string>()
  const restart = async (): Promise<void> => {
    const names = [...changed].map((file) => path.relative(root, file))
    changed = new Set()
    const more = names.length > 1 ? ` and ${names.length - 1} more` : ''
    write(`${names[0]}${more} changed: restarting the server …\n`)
    const started = performance.now()
    app.restart()
    const { kind } = await app.settled()
    const seconds = ((performance.now() - started) / 1_000).toFixed(1)
    write(
      kind === 'ready'
        ? `Ready again after ${seconds} s.\n`
        : 'It did not start; waiting for the next change.\n',
    )
  }
  vite.watcher.add(watched)
  vite.watcher.on('all', (_event, file) => {
    if (!isOurs(file)) return
    changed.add(file)
    clearTimeout(soon)
    // An editor or a change of branch touches several files at once.
    soon = setTimeout(() => void restart(), 80)
  })
}
