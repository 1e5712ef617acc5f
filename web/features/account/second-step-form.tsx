import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { errorMessage, errorReason } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { CodeField } from './code-field.tsx'
import { Problem } from './problem.tsx'
import { SignOutButton } from './sign-out-button.tsx'
import { useSignedIn } from './use-session.ts'

/** After the code of the mail: the one of the app, or a backup code. */
export function SecondStepForm() {
  const [code, setCode] = useState('')
  const [isBackup, setIsBackup] = useState(false)
  const signedIn = useSignedIn()
  const status = trpc.secondStep.status.useQuery()
  const utils = trpc.useUtils()
  const pass = trpc.secondStep.pass.useMutation({
    onSuccess: signedIn,
    onError: () => {
      void utils.secondStep.status.invalidate()
      void utils.users.me.invalidate()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    pass.mutate({ code })
  }
  const change = () => {
    setIsBackup(!isBackup)
    setCode('')
    pass.reset()
  }
  return (
    <Card title="Second step">
      <form className="stack" onSubmit={submit}>
        <p className="quiet small">Your account has a second step: only you have what it asks for.</p>
        {isBackup ? (
          <BackupField code={code} onChange={setCode} />
        ) : (
          <CodeField
            key="app"
            label="Code of your authenticator app"
            code={code}
            onChange={setCode}
            description="The six digits that it shows for JobPilot at this moment."
          />
        )}
        {pass.error && <Problem problem={problemOf(pass.error, status.data?.lockedUntil ?? null)} />}
        <div className="row">
          <Button type="submit" loading={pass.isPending || pass.isSuccess}>
            Go on
          </Button>
          <Button variant="subtle" onClick={change}>
            {isBackup ? 'Use the app' : 'Use a backup code'}
          </Button>
          <SignOutButton />
        </div>
      </form>
    </Card>
  )
}

function problemOf(error: unknown, lockedUntil: string | null) {
  const isLocked = errorReason(error) === 'second_step_locked' && lockedUntil !== null
  return { words: errorMessage(error), until: isLocked ? Date.parse(lockedUntil) : null }
}

function BackupField({ code, onChange }: { code: string; onChange: (code: string) => void }) {
  return (
    <TextInput
      key="backup"
      label="Backup code"
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={30}
      required
      withAsterisk={false}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this field
      autoFocus
      value={code}
      onChange={(event) => onChange(event.currentTarget.value)}
      description="One of those that you kept when you set the second step up. Each works once."
    />
  )
}
