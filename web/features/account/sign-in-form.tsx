import { Anchor, Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { endpoints } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { checkCode, requestCode } from './session-api.ts'
import { useSignedIn } from './use-session.ts'

/** The way in that this installation offers. */
export function SignInForm() {
  const options = trpc.sessions.options.useQuery(undefined, { staleTime: Infinity })
  // Codes are the rule: what the server says is waited for only where it says otherwise.
  return options.data?.code === false ? <SignInElsewhere /> : <CodeForm />
}

function SignInElsewhere() {
  return (
    <Card title="Sign in">
      <p>
        This installation signs people in through Clerk, and the page can’t do that yet. Programs can: make an
        access token with <code>jobpilot token create</code> and call the API.
      </p>
      <p>
        <Anchor href={endpoints.apiDocs}>Description of the API</Anchor>
      </p>
    </Card>
  )
}

/** E-mail, then the six digits. The code goes to the mailbox; in local use also to the terminal. */
function CodeForm() {
  const signedIn = useSignedIn()
  const [email, setEmail] = useState('')
  const [code, setCode] = useState('')
  const [sent, setSent] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    const answer = sent ? await checkCode(email, code) : await requestCode(email)
    if (answer.ok && sent) return signedIn()
    setBusy(false)
    if (!answer.ok) return setProblem(answer.words)
    setSent(true)
  }
  const startOver = () => {
    setSent(false)
    setCode('')
    setProblem(null)
  }

  return (
    <Card title="Sign in">
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p className="quiet small">No password. We send six digits to your address; they last ten minutes.</p>
        <TextInput
          label="E-mail address"
          type="email"
          autoComplete="email"
          required
          withAsterisk={false}
          readOnly={sent}
          value={email}
          placeholder="you@example.com"
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {sent && <CodeField code={code} onChange={setCode} />}
        {problem && <Notice tone="bad">{problem}</Notice>}
        <div className="row">
          <Button type="submit" loading={busy}>
            {sent ? 'Sign in' : 'Send me a code'}
          </Button>
          {sent && (
            <Button variant="subtle" onClick={startOver}>
              Use another address
            </Button>
          )}
        </div>
      </form>
    </Card>
  )
}

function CodeField({ code, onChange }: { code: string; onChange: (code: string) => void }) {
  return (
    <TextInput
      label="Six-digit code"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]{6}"
      title="The six digits of the code"
      maxLength={6}
      required
      withAsterisk={false}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this field
      autoFocus
      value={code}
      onChange={(event) => onChange(event.currentTarget.value.replaceAll(/\D/g, ''))}
      description={
        <>
          Running on your own computer? The code is in the terminal where JobPilot was started, and in the{' '}
          <Anchor href={endpoints.devMailbox} target="_blank" rel="noreferrer" inherit>
            dev mailbox
          </Anchor>
          .
        </>
      }
    />
  )
}
