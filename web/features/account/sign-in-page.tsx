import { lazy, Suspense, useState } from 'react'
import { Link, Navigate, useSearchParams } from 'react-router'
import { paths, safeReturn } from '../../paths.ts'
import { usePageTitle } from '../../shell/page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SkeletonLines } from '../../ui/skeleton-lines.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { isInside, useSession } from './use-session.ts'

const SecondStepForm = lazy(async () => ({
  default: (await import('./second-step-form.tsx')).SecondStepForm,
}))

/** Where a deep link of somebody signed out leads first; afterwards it goes on to where they wanted to be. */
export function SignInPage() {
  usePageTitle('Sign in')
  const [query] = useSearchParams()
  const { state } = useSession()
  const [wasAsked, setWasAsked] = useState(false)
  if (state === 'second-step' && !wasAsked) setWasAsked(true)
  if (isInside(state)) return <Navigate to={safeReturn(query.get('to'))} replace />
  const hasSecondStep = state === 'second-step' || (state === 'asking' && wasAsked)
  return (
    <main className="gate">
      <h1>Welcome to JobPilot</h1>
      {query.has('to') && <p className="quiet">Sign in, and you go on to the page that you asked for.</p>}
      {wasAsked && state === 'signed-out' && (
        <Notice>
          That sign-in has ended: too many codes were wrong, or it took too long. Please begin anew.
        </Notice>
      )}
      {hasSecondStep ? (
        <Suspense fallback={<SkeletonLines lines={5} />}>
          <SecondStepForm />
        </Suspense>
      ) : (
        <SignInForm />
      )}
      <p className="small quiet">
        {!hasSecondStep && 'New here? Signing in makes your account. '}
        <Link to={paths.landing()}>What JobPilot does</Link> · <Link to={paths.privacy()}>Privacy</Link>
      </p>
    </main>
  )
}
