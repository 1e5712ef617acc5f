import { Button } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router'
import { errorMessage, limitOf } from '../error-message.ts'
import { useSession, useSessionWatch } from '../features/account/use-session.ts'
import { isPublicPage, paths } from '../paths.ts'
import { Notice } from '../ui/notice.tsx'
import { AppShell } from './app-shell.tsx'
import { Opening } from './opening.tsx'

const LeavingPage = lazy(async () => ({
  default: (await import('../features/account/leaving-page.tsx')).LeavingPage,
}))
const SuspendedPage = lazy(async () => ({
  default: (await import('../features/account/suspended-page.tsx')).SuspendedPage,
}))
const LimitedView = lazy(async () => ({ default: (await import('./limited-view.tsx')).LimitedView }))
const PublicFrame = lazy(async () => ({ default: (await import('./public-frame.tsx')).PublicFrame }))

/** Everything behind sign-in. A deep link of somebody signed out comes back after signing in. */
export function SignedIn() {
  useSessionWatch()
  return (
    <Suspense fallback={<Opening />}>
      <ByStanding />
    </Suspense>
  )
}

/** What somebody of that standing may see. */
function ByStanding() {
  const { pathname, search } = useLocation()
  const { person, state } = useSession()
  const isPublic = isPublicPage(pathname)
  if (state === 'asking') return <Opening />
  if (state === 'signed-in' && person) return <AppShell person={person} />
  if (isPublic && state !== 'unreachable' && state !== 'leaving') {
    return (
      <PublicFrame state={state}>
        <Outlet />
      </PublicFrame>
    )
  }
  if (state === 'leaving' && person) return <LeavingPage person={person} />
  if (state === 'suspended') return <SuspendedPage />
  if (state === 'unreachable') return <Unreachable />
  return <Navigate to={paths.signIn(pathname + search)} replace />
}

function Unreachable() {
  const { error, retry } = useSession()
  if (limitOf(error, 0)) {
    return (
      <main className="gate">
        <LimitedView key={String(error)} error={error} retry={retry} />
      </main>
    )
  }
  return (
    <main className="gate">
      <Notice tone="bad">{errorMessage(error)}</Notice>
      <div className="row">
        <Button onClick={retry}>Try again</Button>
      </div>
    </main>
  )
}
