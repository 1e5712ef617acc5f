import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy before Postgres that can hang or refuse, as networks and databases do. */
export interface FlakyProxy {
  /** The database's address through the proxy. */
  url: string
  /** Connections stay open and nothing moves. */
  hang(): void
  /** Connections are cut and new ones closed at once. */
  cut(): void
  heal(): void
  close(): Promise<void>
}

export async function createFlakyProxy(databaseUrl: string): Promise<FlakyProxy> {
  const target = new URL(databaseUrl)
  let mode: 'fine' | 'hanging' | 'cut' = 'fine'
  const pairs = new Set<[Socket, Socket]>()

  const server = createServer((near) => {
    near.on('error', () => undefined)
    if (mode === 'cut') return void near.destroy()
    const far = connect(Number(target.port), target.hostname)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    far.on('error', () => near.destroy())
    near.pipe(far)
    far.pipe(near)
    const forget = (): void => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    near.on('close', forget)
    far.on('close', forget)
    if (mode === 'hanging') near.pause()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(typeof address === 'object' && address ? address.port : 0)

  const each = (act: (socket: Socket) => void): void => {
    for (const pair of pairs) pair.forEach(act)
  }
  return {
    url: url.href,
    hang() {
      mode = 'hanging'
      each((socket) => socket.unpipe())
      each((socket) => socket.pause())
    },
    cut() {
      mode = 'cut'
      each((socket) => socket.destroy())
    },
    heal() {
      mode = 'fine'
      for (const [near, far] of pairs) {
        near.pipe(far)
        far.pipe(near)
      }
    },
    async close() {
      each((socket) => socket.destroy())
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
