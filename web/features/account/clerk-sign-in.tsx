import { SignIn, SignUp } from '@clerk/react'
import { useSearchParams } from 'react-router'
import { paths, safeReturn } from '../../paths.ts'

/** Clerk's own forms; its pages lie behind the `#`, so that they are none of ours. */
export function ClerkForm({ kind }: { kind: 'sign-in' | 'sign-up' }) {
  const [query] = useSearchParams()
  const to = query.get('to')
  const onwards = { fallbackRedirectUrl: safeReturn(to) }
  return kind === 'sign-in' ? (
    <SignIn routing="hash" signUpUrl={paths.signUp(to ?? undefined)} {...onwards} />
  ) : (
    <SignUp routing="hash" signInUrl={paths.signIn(to ?? undefined)} {...onwards} />
  )
}
