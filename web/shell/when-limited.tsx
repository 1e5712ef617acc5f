import { lazy, Suspense } from 'react'
import { useLimit } from '../lib/limits.ts'

const LimitNotice = lazy(async () => ({ default: (await import('./limit-notice.tsx')).LimitNotice }))

/** Few ever meet a limit: its words come when it is met. */
export function WhenLimited() {
  const limit = useLimit()
  if (!limit) return null
  return (
    <Suspense>
      <LimitNotice />
    </Suspense>
  )
}
