import type { TRPCLink } from '@trpc/client'
import type { AnyRouter } from '@trpc/server'
import { share, tap } from '@trpc/server/observable'

type Answer<Router extends AnyRouter> = ReturnType<ReturnType<TRPCLink<Router>>>

/**
 * A mutation that is asked for again while the very same one is on its way shares its answer: a double click, on
 * however slow a network, is one call.
 */
export function shareInFlight<Router extends AnyRouter>(): TRPCLink<Router> {
  return () => {
    const inFlight = new Map<string, Answer<Router>>()
    return ({ op, next }) => {
      if (op.type !== 'mutation') return next(op)
      const key = `${op.path} ${JSON.stringify(op.input)}`
      const running = inFlight.get(key)
      if (running) return running
      const forget = () => void inFlight.delete(key)
      const answer = next(op).pipe(tap({ complete: forget, error: forget }), share())
      inFlight.set(key, answer)
      return answer
    }
  }
}
