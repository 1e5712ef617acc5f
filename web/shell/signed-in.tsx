import { lazy, Suspense } from 'react'
import { Navigate, useLocation } from 'react-router'
import { useSession, useSessionWatch } from '../features/account/use-session.ts'
import { isPublicPage, paths } from '../paths.ts'
import { AppShell } from './app-shell.tsx'
import { Opening } from './opening.tsx'

const OtherStanding = lazy(async () => ({ default: (await import('./other-standing.tsx')).OtherStanding }))

/** Everything behind sign-in. A deep link of somebody signed out comes back after signing in. */
export function SignedIn() {
  useSessionWatch()
  const { pathname, search } = useLocation()
  const session = useSession()
  const { person, state } = session
  if (state === 'asking') return <Opening />
  if (state === 'signed-in' && person) return <AppShell person={person} />
  const mustSignIn = state === 'signed-out' || state === 'second-step'
  if (mustSignIn && !isPublicPage(pathname)) return <Navigate to={paths.signIn(pathname + search)} replace />
  return (
    <Suspense fallback={<Opening />}>
      <OtherStanding session={session} />
    </Suspense>
  )
}
