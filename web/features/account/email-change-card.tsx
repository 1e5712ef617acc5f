import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { errorMessage } from '../../error-message.ts'
import { timeOfDay } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayDone } from '../../ui/toast.tsx'
import { useKeptFocus } from '../operations/use-kept-focus.ts'
import { CodeField } from './code-field.tsx'
import { useSession } from './use-session.ts'
import { WhereCodesAre } from './where-codes-are.tsx'

type Pending = NonNullable<Outputs['emailChange']['pending']>

/** The address that one signs in with: another one counts once its mailbox was shown to be one’s own. */
export function EmailChangeCard() {
  const pending = trpc.emailChange.pending.useQuery()
  const { person } = useSession()
  const kept = useKeptFocus<HTMLDivElement>(pending.data)
  return (
    <Card title="E-mail address">
      <p>
        You sign in with <strong>{person?.email}</strong>.
      </p>
      <div ref={kept} tabIndex={-1}>
        <Loaded query={pending} lines={2}>
          {(change) => (change ? <ConfirmChange key={change.newEmail} change={change} /> : <BeginChange />)}
        </Loaded>
      </div>
    </Card>
  )
}

function BeginChange() {
  const [newEmail, setNewEmail] = useState('')
  const utils = trpc.useUtils()
  const begin = trpc.emailChange.begin.useMutation({
    onSuccess: () => utils.emailChange.pending.invalidate(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    begin.mutate({ newEmail })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label="New address"
        type="email"
        autoComplete="email"
        required
        withAsterisk={false}
        maxLength={254}
        placeholder="you@example.com"
        value={newEmail}
        onChange={(event) => setNewEmail(event.currentTarget.value)}
        description="We send a code there; until you enter it, nothing changes."
      />
      {begin.error && <Notice tone="bad">{errorMessage(begin.error)}</Notice>}
      <div className="row">
        <Button type="submit" variant="outline" loading={begin.isPending} disabled={newEmail.trim() === ''}>
          Change the address
        </Button>
      </div>
    </form>
  )
}

function ConfirmChange({ change: { newEmail, expiresAt } }: { change: Pending }) {
  const [code, setCode] = useState('')
  const utils = trpc.useUtils()
  const refresh = () =>
    Promise.all([utils.emailChange.invalidate(), utils.users.me.invalidate(), utils.sessions.invalidate()])
  const confirm = trpc.emailChange.confirm.useMutation({
    onSuccess: async () => {
      await refresh()
      sayDone(`From now on you sign in with ${newEmail}.`)
    },
    // Too many wrong codes end the change.
    onError: () => void utils.emailChange.pending.invalidate(),
  })
  const cancel = trpc.emailChange.cancel.useMutation({ onSuccess: refresh })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate({ code })
  }
  const error = confirm.error ?? cancel.error
  return (
    <form className="stack" onSubmit={submit}>
      <Notice tone="quiet">
        Waiting for the code that was sent to <strong>{newEmail}</strong>. It lasts until{' '}
        {timeOfDay(expiresAt).slice(0, 5)}.
      </Notice>
      <CodeField
        label="Code from the new mailbox"
        code={code}
        onChange={setCode}
        isFirst={false}
        description={<WhereCodesAre />}
      />
      {error && <Notice tone="bad">{errorMessage(error)}</Notice>}
      <div className="row">
        <Button type="submit" loading={confirm.isPending} disabled={code.length < 6}>
          Confirm the address
        </Button>
        <Button variant="subtle" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          Keep the old one
        </Button>
      </div>
    </form>
  )
}
