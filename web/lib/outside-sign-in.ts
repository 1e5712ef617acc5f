/** What a service that signs people in for us offers once it is there. */
export interface SignInService {
  /** A token of this moment; null: nobody is signed in there. */
  getToken(): Promise<string | null>
  signOut(): Promise<void>
  /** Has the person show once more who they are; false: they didn't. */
  proveAgain(): Promise<boolean>
}

/**
 * The seam to a sign-in that isn't ours (Clerk). Where people sign in here, nothing of it is loaded and no call waits:
 * only a browser that was told the service's key once loads it, at the next start too.
 */
export interface OutsideSignIn {
  /** The service's publishable key; null: people sign in here. */
  key: () => string | null
  /** Tells that this installation signs people in there; null: no longer. */
  use(key: string | null): void
  /** Called by the service's own part when it has loaded. */
  provide(service: SignInService): void
  /** Of every call. */
  headers: () => Promise<Record<string, string>>
  /** Asked there, once also when several calls want to know; null: people sign in here. */
  proveAgain: () => Promise<boolean> | null
  /** Ends the sign-in there; nothing where there is none. */
  signOut(): Promise<void>
  subscribe: (listener: () => void) => () => void
}

interface Edges {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Starts the page anew. */
  reload: () => void
  /** How long calls wait for the service before they go without it. */
  patienceMs?: number
}

const STORED = 'jobpilot-sign-in-service'

/** In the place of a service that doesn't come. */
const absent: SignInService = {
  getToken: () => Promise.resolve(null),
  signOut: () => Promise.resolve(),
  proveAgain: () => Promise.resolve(false),
}

/** Settles with null when it takes too long. */
function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | null> {
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(() => late.resolve(null), ms)
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer))
}

export function createOutsideSignIn({ storage, reload, patienceMs = 8_000 }: Edges): OutsideSignIn {
  const listeners = new Set<() => void>()
  let key = storage.getItem(STORED)
  let provided: SignInService | null = null
  let proving: Promise<boolean> | null = null
  let arrival = Promise.withResolvers<SignInService>()

  const loaded = async (): Promise<SignInService | null> => {
    if (key === null) return null
    if (provided) return provided
    const service = await within(arrival.promise, patienceMs)
    // It doesn't come: no further call waits until it does.
    if (!service) arrival.resolve(absent)
    return service
  }

  return {
    key: () => key,
    use(next) {
      if (next === key) return
      const before = key
      key = next
      if (next === null) storage.removeItem(STORED)
      else storage.setItem(STORED, next)
      // What was loaded with another key can't be told a new one.
      if (before !== null) return reload()
      for (const tell of listeners) tell()
    },
    provide(service) {
      provided = service
      arrival.resolve(service)
    },
    async headers() {
      const service = await loaded()
      const token = await service?.getToken().catch(() => null)
      const headers: Record<string, string> = {}
      if (token) headers['authorization'] = `Bearer ${token}`
      return headers
    },
    proveAgain() {
      if (key === null) return null
      proving ??= loaded()
        .then((service) => service?.proveAgain() ?? false)
        .catch(() => false)
        .finally(() => (proving = null))
      return proving
    },
    async signOut() {
      await (await loaded())?.signOut()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
