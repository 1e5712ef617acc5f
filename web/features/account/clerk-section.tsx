import { lazy, Suspense } from 'react'
import { Card } from '../../ui/card.tsx'
import { SkeletonLines } from '../../ui/skeleton-lines.tsx'
import { useClerkKey } from './clerk-gate.tsx'

const UserButton = lazy(async () => ({ default: (await import('@clerk/react')).UserButton }))

/** Where Clerk keeps the account: its own page for address, password and second step. */
export function ClerkSection() {
  if (useClerkKey() === null) return null
  return (
    <Card title="Sign-in at Clerk">
      <p className="quiet small">Address, password, second step and devices are kept there.</p>
      <Suspense fallback={<SkeletonLines lines={1} />}>
        <UserButton showName />
      </Suspense>
    </Card>
  )
}
