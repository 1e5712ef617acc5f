export interface LiveChannel {
  send: (data: unknown) => void
  close: () => void
}

/** What a live stream needs of the browser; tests bring their own. */
export interface LiveBrowser {
  /** A line to the person's other tabs. */
  openChannel: (name: string, onMessage: (data: unknown) => void) => LiveChannel
  /** Works while this tab holds the browser-wide lock of that name; waits for its turn until the signal fires. */
  inTurn: (name: string, signal: AbortSignal, work: () => Promise<void>) => Promise<void>
  /** Calls back when the tab wakes or the network is back. */
  onWake: (listener: () => void) => () => void
}

export const thisBrowser: LiveBrowser = {
  openChannel(name, onMessage) {
    const channel = new BroadcastChannel(name)
    channel.addEventListener('message', ({ data }) => onMessage(data))
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
      send: (data) => channel.postMessage(data),
      close: () => channel.close(),
    }
  },

  async inTurn(name, signal, work) {
    // Without the Locks API (an insecure address) every tab works for itself.
    if (!('locks' in navigator)) return work()
    try {
      await navigator.locks.request(name, { signal }, work)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  },

  onWake(listener) {
    const onChange = (): void => {
      if (document.visibilityState === 'visible') listener()
    }
    document.addEventListener('visibilitychange', onChange)
    window.addEventListener('online', onChange)
    return () => {
      document.removeEventListener('visibilitychange', onChange)
      window.removeEventListener('online', onChange)
    }
  },
}
