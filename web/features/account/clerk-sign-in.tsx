import { Button } from '@mantine/core'
import { ClerkFailed, ClerkLoading, SignIn, SignUp } from '@clerk/react'
import { useSearchParams } from 'react-router'
import { paths, safeReturn } from '../../paths.ts'
import { Notice } from '../../ui/notice.tsx'
import { SkeletonLines } from '../../ui/skeleton-lines.tsx'

/** Clerk's own forms; its pages lie behind the `#`, so that they are none of ours. */
export function ClerkForm({ kind }: { kind: 'sign-in' | 'sign-up' }) {
  const [query] = useSearchParams()
  const to = query.get('to')
  const onwards = { fallbackRedirectUrl: safeReturn(to) }
  return (
    <>
      <ClerkLoading>
        <SkeletonLines lines={6} label="Loading the sign-in" />
      </ClerkLoading>
      <ClerkFailed>
        <Notice tone="bad">
          The sign-in could not be loaded from Clerk: it is away, or something in this browser blocks it.{' '}
          <Button variant="outline" size="compact-sm" onClick={() => window.location.reload()}>
            Try again
          </Button>
        </Notice>
      </ClerkFailed>
      {kind === 'sign-in' ? (
        <SignIn routing="hash" signUpUrl={paths.signUp(to ?? undefined)} {...onwards} />
      ) : (
        <SignUp routing="hash" signInUrl={paths.signIn(to ?? undefined)} {...onwards} />
      )}
    </>
  )
}
