import type { TRPCClientError, TRPCLink } from '@trpc/client'
import type { AnyRouter } from '@trpc/server'
import { observable } from '@trpc/server/observable'

/**
 * A call that is refused for something that the person can mend waits while they are asked, and is made once more
 * when they did. Whoever called only sees that it takes longer.
 */
export function repeatAfter<Router extends AnyRouter>(
  isMendable: (error: TRPCClientError<Router>) => boolean,
  mend: () => Promise<boolean>,
): TRPCLink<Router> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let ended = false
        let running: { unsubscribe(): void } | undefined
        const make = (isFirst: boolean): void => {
          running = next(op).subscribe({
            next: (value) => observer.next(value),
            complete: () => observer.complete(),
            error: (error) => {
              if (!isFirst || op.type === 'subscription' || !isMendable(error)) observer.error(error)
              else void askAndRepeat(error)
            },
          })
        }
        const askAndRepeat = async (error: TRPCClientError<Router>): Promise<void> => {
          const isMended = await mend()
          if (ended) return
          if (isMended) make(false)
          else observer.error(error)
        }
        make(true)
        return () => {
          ended = true
          running?.unsubscribe()
        }
      })
}
