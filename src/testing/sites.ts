import { createServer, type RequestListener, type Server as HttpServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { pino } from 'pino'
import { systemClock, type Clock } from '../platform/clock.ts'
import { DomainError } from '../platform/errors.ts'
import { createSafeFetch, type SafeFetchOptions } from '../platform/fetch/create-safe-fetch.ts'

/** A site on loopback. */
export interface Site {
  /** `127.0.0.1:port` */
  host: string
  url: string
  /** What it was asked for, in order. */
  paths: string[]
}

/** Sites that a test opens, and closes together. */
export interface Sites {
  serve: (listener: RequestListener) => Promise<Site>
  /** Speaks whatever it likes, once it was asked for something other than robots.txt. */
  serveRaw(answer: (socket: Socket) => void): Promise<Site>
  close(): Promise<void>
}

async function listen(server: Server, paths: string[]): Promise<Site> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server's is no text
  return { host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}`, paths }
}

const NO_ROBOTS = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'

export function openSites(): Sites {
  const servers: (Server | HttpServer)[] = []
  const sockets = new Set<Socket>()
  return {
    serve(listener) {
      const paths: string[] = []
      const server = createServer((request, response) => {
        paths.push(request.url ?? '')
        listener(request, response)
      })
      servers.push(server)
      return listen(server, paths)
    },
    serveRaw(answer) {
      const paths: string[] = []
      const server = createTcpServer((socket) => {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
        // Whoever asked may hang up in the middle.
        socket.on('error', () => undefined)
        socket.on('data', (data) => {
          const path = /^GET (\S+)/.exec(data.toString('latin1'))?.[1] ?? ''
          paths.push(path)
          if (path === '/robots.txt') socket.write(NO_ROBOTS)
          else answer(socket)
        })
      })
      servers.push(server)
      return listen(server, paths)
    },
    async close() {
      const closing = servers.splice(0).map(
        (server) =>
          new Promise<void>((resolve) => {
            server.close(() => resolve())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      )
      for (const socket of sockets) socket.destroy()
      await Promise.all(closing)
    },
  }
}

/** Time that only passes when somebody sleeps. */
export function stillClock(): Clock & { slept: number[] } {
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

/** The guarded fetch, as the application makes it. */
export function fetchWith(options: Partial<SafeFetchOptions> = {}) {
  return createSafeFetch({
    allowHosts: [],
    userAgent: 'JobPilot/test (+https://jobpilot.example)',
    clock: stillClock(),
    log: pino({ level: 'silent' }),
    ...options,
  })
}

export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
  return 'nothing was thrown'
}
