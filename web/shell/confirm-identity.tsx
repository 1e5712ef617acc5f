import { lazy, Suspense } from 'react'
import type { Person } from '../features/account/use-session.ts'
import { useIsAsked } from '../lib/question.ts'
import { identityQuestion } from '../trpc.ts'

const IdentityDialog = lazy(async () => ({
  default: (await import('../features/account/identity-dialog.tsx')).IdentityDialog,
}))

/** Whatever was refused because the sign-in is too long ago opens it, and goes through when it is answered. */
export function ConfirmIdentity({ person }: { person: Person }) {
  if (!useIsAsked(identityQuestion)) return null
  return (
    <Suspense>
      <IdentityDialog person={person} />
    </Suspense>
  )
}
