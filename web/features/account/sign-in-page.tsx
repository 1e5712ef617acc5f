import { Link, Navigate, useSearchParams } from 'react-router'
import { paths, safeReturn } from '../../paths.ts'

import { usePageTitle } from '../../shell/page.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { useSession } from './use-session.ts'

/** Where a deep link of somebody signed out leads first; afterwards it goes on to where they wanted to be. */
export function SignInPage() {
  usePageTitle('Sign in')
  const [query] = useSearchParams()
  const { state } = useSession()
  if (state === 'signed-in') return <Navigate to={safeReturn(query.get('to'))} replace />
  return (
    <main className="gate">
      <h1>Welcome to JobPilot</h1>
      {query.has('to') && <p className="quiet">Sign in, and you go on to the page that you asked for.</p>}
      <SignInForm />
      <p className="small quiet">
        New here? Signing in makes your account. <Link to={paths.landing()}>What JobPilot does</Link>
      </p>
    </main>
  )
}
