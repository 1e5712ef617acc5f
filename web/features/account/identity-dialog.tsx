import { Button, Modal } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { identityQuestion, trpc } from '../../trpc.ts'
import { CodeField } from './code-field.tsx'
import { Problem } from './problem.tsx'
import { proveAgain, requestCode, type Refused } from './session-api.ts'
import { SignOutButton } from './sign-out-button.tsx'
import type { Person } from './use-session.ts'
import { WhereCodesAre } from './where-codes-are.tsx'

const close = () => identityQuestion.answer(false)

/** Before what can't be taken back or lets others in. What was begun goes on by itself afterwards. */
export function IdentityDialog({ person }: { person: Person }) {
  const options = trpc.sessions.options.useQuery(undefined, { staleTime: Infinity })
  return (
    <Modal opened onClose={close} title="Confirm that it is you" centered>
      {options.data?.code === false ? (
        <ElsewhereConfirmed onClose={close} />
      ) : (
        <CodeConfirmed person={person} onClose={close} />
      )}
    </Modal>
  )
}

function CodeConfirmed({ person, onClose }: { person: Person; onClose: () => void }) {
  const { email, secondStep } = person
  const hasSecondStep = secondStep !== 'off'
  const [sent, setSent] = useState(false)
  const [code, setCode] = useState('')
  const [appCode, setAppCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refused | null>(null)
  const utils = trpc.useUtils()

  const send = async () => {
    setBusy(true)
    setProblem(null)
    const answer = await requestCode(email)
    setBusy(false)
    if (!answer.ok) return setProblem(answer)
    setCode('')
    setSent(true)
  }
  const confirm = async () => {
    setBusy(true)
    setProblem(null)
    const answer = await proveAgain(code, hasSecondStep ? appCode : null)
    setBusy(false)
    // Proved, the session is fresh; too many wrong codes have ended it.
    void utils.users.me.invalidate()
    if (!answer.ok) return setProblem(answer)
    identityQuestion.answer(true)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void (sent ? confirm() : send())
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        {sent
          ? `We sent six digits to ${email}. They last ten minutes.`
          : `You signed in a while ago, and this needs to be sure. We send six digits to ${email}.`}{' '}
        Afterwards it goes on by itself; what you typed is kept.
      </p>
      {sent && (
        <CodeField label="Six-digit code" code={code} onChange={setCode} description={<WhereCodesAre />} />
      )}
      {sent && hasSecondStep && (
        <CodeField
          label="Code of your authenticator app"
          code={appCode}
          onChange={setAppCode}
          isFirst={false}
        />
      )}
      {problem && <Problem problem={problem} />}
      <div className="row">
        <Button type="submit" loading={busy} data-autofocus={!sent || undefined}>
          {sent ? 'Confirm' : 'Send me a code'}
        </Button>
        {sent && (
          <Button variant="subtle" disabled={busy} onClick={() => void send()}>
            Send another
          </Button>
        )}
        <Button variant="subtle" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

function ElsewhereConfirmed({ onClose }: { onClose: () => void }) {
  return (
    <div className="stack">
      <p>You signed in a while ago, and this needs to be sure. Sign out and in again, then repeat it.</p>
      <div className="row">
        <SignOutButton />
        <Button variant="subtle" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </div>
  )
}
