import { lazy, Suspense, useEffect, useSyncExternalStore, type ReactNode } from 'react'
import { Opening } from '../../shell/opening.tsx'
import { outsideSignIn } from '../../trpc.ts'

const ClerkBoundary = lazy(async () => ({ default: (await import('./clerk-boundary.tsx')).ClerkBoundary }))

/** The publishable key of Clerk where it signs people in; null elsewhere. */
export function useClerkKey(): string | null {
  return useSyncExternalStore(outsideSignIn.subscribe, outsideSignIn.key)
}

/** Once the server says that Clerk signs nobody in any more. */
export function useForgetClerk(isGone: boolean): void {
  useEffect(() => {
    if (isGone) outsideSignIn.use(null)
  }, [isGone])
}

/** Around the pages: Clerk where it is used, nothing elsewhere. */
export function ClerkGate({ children }: { children: ReactNode }) {
  const key = useClerkKey()
  if (key === null) return children
  return (
    <Suspense fallback={<Opening />}>
      <ClerkBoundary publishableKey={key}>{children}</ClerkBoundary>
    </Suspense>
  )
}
