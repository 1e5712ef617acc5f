import { useCallback, useSyncExternalStore } from 'react'

const changed = 'jobpilot:url'

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(changed, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(changed, listener)
  }
}

/** State that lives in the address, so that reload, back and bookmarks keep it. */
export function useUrlState<Key extends string>(
  keys: readonly Key[],
): [Partial<Record<Key, string>>, (patch: Partial<Record<Key, string | null>>) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search)
  const params = new URLSearchParams(search)
  const state: Partial<Record<Key, string>> = {}
  for (const key of keys) {
    const value = params.get(key)
    if (value) state[key] = value
  }
  const update = useCallback((patch: Partial<Record<Key, string | null>>) => {
    const next = new URLSearchParams(window.location.search)
    for (const [key, value] of Object.entries<string | null | undefined>(patch)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    const query = next.toString()
    window.history.pushState(null, '', query ? `?${query}` : window.location.pathname)
    window.dispatchEvent(new Event(changed))
  }, [])
  return [state, update]
}
