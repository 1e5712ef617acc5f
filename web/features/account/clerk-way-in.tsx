import { lazy, Suspense, useEffect } from 'react'
import { outsideSignIn } from '../../trpc.ts'
import { SkeletonLines } from '../../ui/skeleton-lines.tsx'
import { useClerkKey } from './clerk-gate.tsx'

const ClerkForm = lazy(async () => ({ default: (await import('./clerk-sign-in.tsx')).ClerkForm }))

/** Signing in, or up, at Clerk; loads it when this browser meets it for the first time. */
export function ClerkWayIn({
  publishableKey,
  kind,
}: {
  publishableKey: string
  kind: 'sign-in' | 'sign-up'
}) {
  const key = useClerkKey()
  useEffect(() => outsideSignIn.use(publishableKey), [publishableKey])
  const waiting = <SkeletonLines lines={6} label="Loading the sign-in" />
  if (key !== publishableKey) return waiting
  return (
    <Suspense fallback={waiting}>
      <ClerkForm kind={kind} />
    </Suspense>
  )
}
