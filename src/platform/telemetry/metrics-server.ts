import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Metrics } from './metrics.ts'

export interface MetricsServer {
  port: number
  close(): Promise<void>
}

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** /metrics on a port of its own, for a network that only the monitoring reaches. */
export async function serveMetrics(options: {
  host: string
  port: number
  metrics: Metrics
}): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    options.metrics.render().then(
      (text) => response.writeHead(200, { 'content-type': METRICS_TYPE }).end(text),
      () => response.writeHead(503).end(),
    )
  })
  server.listen(options.port, options.host)
  await once(server, 'listening')
  return {
    // A server that listens on a TCP port has such an address.
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
