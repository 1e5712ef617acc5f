import { Button } from '@mantine/core'
import { Navigate, useLocation } from 'react-router'
import { errorMessage } from '../error-message.ts'
import { useSession, useSessionWatch } from '../features/account/use-session.ts'
import { paths } from '../paths.ts'
import { Notice } from '../ui/notice.tsx'
import { AppShell } from './app-shell.tsx'
import { Opening } from './opening.tsx'

/** Everything behind sign-in. A deep link of somebody signed out comes back after signing in. */
export function SignedIn() {
  useSessionWatch()
  const { pathname, search } = useLocation()
  const { person, state, error, retry } = useSession()
  if (state === 'signed-out') return <Navigate to={paths.signIn(pathname + search)} replace />
  if (person) return <AppShell person={person} />
  if (state === 'asking') return <Opening />
  return (
    <main className="gate">
      <Notice tone="bad">{errorMessage(error)}</Notice>
      <div className="row">
        <Button onClick={retry}>Try again</Button>
      </div>
    </main>
  )
}
