import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from './addresses.ts'
import { fetchFail } from './errors.ts'

/** All addresses of a name. */
export type ResolveHost = (hostname: string) => Promise<LookupAddress[]>

export function systemResolve(hostname: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true, verbatim: true }, (error, addresses) =>
      error ? reject(error) : resolve(addresses),
    )
  })
}

async function publicAddresses(resolveHost: ResolveHost, hostname: string): Promise<LookupAddress[]> {
  const addresses = await resolveHost(hostname).catch((cause: unknown) => {
    throw fetchFail('fetch_dns', { message: `${hostname} does not resolve`, cause })
  })
  if (addresses.length === 0) throw fetchFail('fetch_dns', { message: `${hostname} has no address` })
  // One private address among public ones is an attack or a mistake; either way not ours to sort out.
  if (!addresses.every(({ address }) => isPublicAddress(address))) {
    throw fetchFail('fetch_blocked_address', {
      message: `${hostname} resolves to a private address`,
      data: { reason: 'resolves to a private address' },
    })
  }
  return addresses
}

/**
 * The lookup that a connection itself makes: what is checked here is what is connected to, so a name that
 * resolves differently the next time (rebinding) gains nothing.
 */
export function guardedLookup(resolveHost: ResolveHost): LookupFunction {
  return (hostname, options, callback) => {
    const answer = async () => {
      let addresses: LookupAddress[]
      try {
        addresses = await publicAddresses(resolveHost, hostname)
      } catch (error) {
        callback(error instanceof Error ? error : new Error(String(error)), '', 0)
        return
      }
      const family = addresses.filter((address) => !options.family || options.family === address.family)
      const usable = family.length > 0 ? family : addresses
      if (options.all) callback(null, usable)
      else callback(null, usable[0]?.address ?? '', usable[0]?.family)
    }
    void answer()
  }
}
