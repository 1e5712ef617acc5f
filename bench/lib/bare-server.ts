import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import pg from 'pg'
import { z } from 'zod'

/**
 * The yardstick of the api bench: the same SQL behind nothing but Hono and pg. No session, no transaction, no row-level
 * security, no validation. Run by fork(); told what to serve by one message.
 */
const orderSchema = z.object({
  connectionString: z.string(),
  routes: z.array(z.object({ path: z.string(), sql: z.string(), parameters: z.array(z.unknown()) })),
})
export type BareOrder = z.infer<typeof orderSchema>

process.once('message', (message) => {
  const { connectionString, routes } = orderSchema.parse(message)
  const pool = new pg.Pool({ connectionString, max: 10 })
  const hono = new Hono()
  for (const { path, sql, parameters } of routes) {
    hono.get(path, async (c) => c.json((await pool.query(sql, parameters)).rows))
  }
  serve({ fetch: hono.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.send?.({ port }))
})
process.once('disconnect', () => process.exit(0))
