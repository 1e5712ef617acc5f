import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

/** Shared by every process that uses the cluster; the one that gets it alone may stop the server. */
const LOCK = 7202

export interface Presence {
  /** Resolves when the connection is lost without our doing. */
  lost: Promise<void>
  isLost(): boolean
  /** Lets go; true when nobody else uses the cluster, and then keeps others out until the server has stopped. */
  release(): Promise<boolean>
}

/** Says "somebody is here" for as long as this process lives; a killed one lets go with its connection. */
export async function announcePresence(connectionString: string): Promise<Presence> {
  const client = new pg.Client({ connectionString, application_name: 'jobpilot_presence', keepAlive: true })
  let gone = false
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => undefined)
    client.once('end', () => {
      gone = true
      resolve()
    })
  })
  await client.connect()
  await client.query('select pg_advisory_lock_shared($1)', [LOCK])
  // The idle connection must not keep a finished command alive.
  holdsProcess(client, false)
  return {
    lost,
    isLost: () => gone,
    release: async () => {
      holdsProcess(client, true)
      const alone = await takeAlone(client)
      if (!alone) await client.end().catch(() => undefined)
      return alone
    },
  }
}

async function takeAlone(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [LOCK])
    const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
      LOCK,
    ])
    return rows[0]?.alone === true && (await othersLeft(client))
  } catch {
    return false
  }
}

/**
 * Waits a moment for our own pools to be gone from the server's list. Who still is there uses the database
 * by its address alone (a bench, a second tool), and keeps it.
 */
async function othersLeft(client: pg.Client): Promise<boolean> {
  for (let look = 0; look < 15; look++) {
    const { rowCount } = await client.query(
      `select from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()
         and application_name like 'jobpilot%' and application_name <> 'jobpilot_presence' limit 1`,
    )
    if (rowCount === 0) return true
    await delay(20)
  }
  return false
}

/** pg has ref and unref, its types don't. */
function holdsProcess(client: pg.Client, yes: boolean): void {
  const name = yes ? 'ref' : 'unref'
  const method: unknown = Reflect.get(client, name)
  if (typeof method === 'function') Reflect.apply(method, client, [])
}
