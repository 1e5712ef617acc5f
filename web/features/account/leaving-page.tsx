import { Button } from '@mantine/core'
import { useState } from 'react'
import { errorMessage } from '../../error-message.ts'
import { setTimeZone, weekdayAndDate } from '../../lib/format.ts'
import { usePageTitle } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { sayDone } from '../../ui/toast.tsx'
import { SignOutButton } from './sign-out-button.tsx'
import { useSignedIn, type Person } from './use-session.ts'

/** All that somebody sees who asked to be erased: when it happens, and the way back. */
export function LeavingPage({ person }: { person: Person }) {
  setTimeZone(person.timeZone)
  const { email, purgeAfter } = person
  const title = purgeAfter
    ? `Your account will be deleted on ${weekdayAndDate(purgeAfter)}`
    : 'Your account is going to be deleted'
  usePageTitle('Your account is going to be deleted')
  const signedIn = useSignedIn()
  const [isBack, setIsBack] = useState(false)
  const cancel = trpc.privacy.deletion.cancel.useMutation({
    onSuccess: async () => {
      setIsBack(true)
      await signedIn()
      sayDone('Welcome back: nothing was deleted.')
    },
  })
  return (
    <main className="gate">
      <h1>{title}</h1>
      <p>
        You asked for it. Until then everything of {email} is kept as it was, and nobody works on it: no
        agents, no mails. Afterwards it is gone for good, and nobody can bring it back.
      </p>
      <p>Changed your mind? Keep the account, and all is as before. Access tokens have to be made anew.</p>
      {cancel.error && <Notice tone="bad">{errorMessage(cancel.error)}</Notice>}
      <div className="row">
        <Button loading={cancel.isPending || isBack} onClick={() => cancel.mutate()}>
          Keep my account
        </Button>
        <SignOutButton />
      </div>
    </main>
  )
}
