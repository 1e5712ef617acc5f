import { ClerkProvider, useAuth, useReverification } from '@clerk/react'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { paths } from '../../paths.ts'
import { Opening } from '../../shell/opening.tsx'
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
      <AfterFirstEffects>{children}</AfterFirstEffects>
    </ClerkProvider>
  )
}

/**
 * The pages come a moment later: should Clerk have loaded before the provider's first effects, which many pages hold up,
 * the provider would wait for that for ever.
 */
function AfterFirstEffects({ children }: { children: ReactNode }) {
  const [areThrough, setThrough] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setThrough(true))
    return () => clearTimeout(timer)
  }, [])
  return areThrough ? children : <Opening />
}

/** What Clerk takes for a server's “prove again who you are”: then it asks, and calls again. */
const proofWanted = {
  clerk_error: {
    type: 'forbidden',
    reason: 'reverification-error',
    metadata: { reverification: { level: 'first_factor', afterMinutes: 10 } },
  },
} as const

/** Asks the person in Clerk's own dialog; the next token then says that it was just now. */
function useProveAgain(): () => Promise<boolean> {
  const { getToken } = useAuth()
  const asked = useRef(false)
  const prove = useReverification(() => {
    const isSecondCall = asked.current
    asked.current = true
    return Promise.resolve(isSecondCall ? { proved: true } : proofWanted)
  })
  return useCallback(async () => {
    asked.current = false
    const answer = await prove()
    if (!('proved' in answer)) return false
    await getToken({ skipCache: true })
    return true
  }, [prove, getToken])
}

/** Gives our calls Clerk's tokens, and asks anew who is signed in when that changes in Clerk's own parts. */
function Handover() {
  const { isLoaded, isSignedIn, getToken, signOut } = useAuth()
  const proveAgain = useProveAgain()
  const askAnew = useSignedIn()
  const before = useRef<boolean | undefined>(undefined)
  useEffect(() => {
    if (isLoaded) outsideSignIn.provide({ getToken: () => getToken(), signOut: () => signOut(), proveAgain })
  }, [isLoaded, getToken, signOut, proveAgain])
  useEffect(() => {
    if (!isLoaded) return
    if (before.current !== undefined && before.current !== isSignedIn) void askAnew()
    before.current = isSignedIn
  }, [isLoaded, isSignedIn, askAnew])
  return null
}
