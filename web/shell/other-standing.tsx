import { Button } from '@mantine/core'
import { Outlet } from 'react-router'
import { errorMessage, limitOf } from '../error-message.ts'
import { LeavingPage } from '../features/account/leaving-page.tsx'
import { SuspendedPage } from '../features/account/suspended-page.tsx'
import type { Session } from '../features/account/use-session.ts'
import { Notice } from '../ui/notice.tsx'
import { LimitedView } from './limited-view.tsx'
import { PublicFrame } from './public-frame.tsx'

/** In the place of the application: for those who are leaving or suspended, for guests, and when nobody answers. */
export function OtherStanding({ session }: { session: Session }) {
  const { person, state, error, retry } = session
  if (state === 'leaving' && person) return <LeavingPage person={person} />
  if (state === 'suspended') return <SuspendedPage />
  if (state === 'unreachable') return <Unreachable error={error} retry={retry} />
  return (
    <PublicFrame state={state}>
      <Outlet />
    </PublicFrame>
  )
}

function Unreachable({ error, retry }: Pick<Session, 'error' | 'retry'>) {
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
