import { Navigate, useSearchParams } from 'react-router'
import { paths, safeReturn } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { usePageTitle } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { ClerkWayIn } from './clerk-way-in.tsx'
import { isInside, useSession } from './use-session.ts'

/** Making an account, where Clerk keeps them; elsewhere signing in makes one. */
export function ClerkSignUpPage() {
  usePageTitle('Make an account')
  const [query] = useSearchParams()
  const { state } = useSession()
  const options = trpc.sessions.options.useQuery(undefined, { staleTime: Infinity })
  const to = query.get('to')
  if (isInside(state)) return <Navigate to={safeReturn(to)} replace />
  if (options.data?.clerk === null) return <Navigate to={paths.signIn(to ?? undefined)} replace />
  return (
    <main className="gate">
      <h1>Welcome to JobPilot</h1>
      <Loaded query={options}>
        {({ clerk }) => clerk && <ClerkWayIn publishableKey={clerk.publishableKey} kind="sign-up" />}
      </Loaded>
    </main>
  )
}
