import { ClerkProvider, useAuth } from '@clerk/react'
import { useEffect, useRef, type ReactNode } from 'react'
import { paths } from '../../paths.ts'
import { outsideSignIn } from '../../trpc.ts'
import { useSignedIn } from './use-session.ts'

/** Clerk's part of the page, around ours; only loaded where Clerk signs people in. */
export function ClerkBoundary({ publishableKey, children }: { publishableKey: string; children: ReactNode }) {
  return (
    <ClerkProvider
      publishableKey={publishableKey}
      signInUrl={paths.signIn()}
      signUpUrl={paths.signUp()}
      afterSignOutUrl={paths.landing()}
    >
      <Handover />
      {children}
    </ClerkProvider>
  )
}

/** Gives our calls Clerk's tokens, and asks anew who is signed in when that changes in Clerk's own parts. */
function Handover() {
  const { isLoaded, isSignedIn, getToken, signOut } = useAuth()
  const askAnew = useSignedIn()
  const before = useRef<boolean | undefined>(undefined)
  useEffect(() => {
    if (isLoaded) outsideSignIn.provide({ getToken: () => getToken(), signOut: () => signOut() })
  }, [isLoaded, getToken, signOut])
  useEffect(() => {
    if (!isLoaded) return
    if (before.current !== undefined && before.current !== isSignedIn) void askAnew()
    before.current = isSignedIn
  }, [isLoaded, isSignedIn, askAnew])
  return null
}
