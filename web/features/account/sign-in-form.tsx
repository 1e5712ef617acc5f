import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useSearchParams } from 'react-router'
import { safeReturn } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { useForgetClerk } from './clerk-gate.tsx'
import { ClerkWayIn } from './clerk-way-in.tsx'
import { CodeField } from './code-field.tsx'
import { LinkedinButton } from './linkedin-button.tsx'
import { LinkedinProblem } from './linkedin-problem.tsx'
import { Problem } from './problem.tsx'
import { checkCode, requestCode, type Refused } from './session-api.ts'
import { useSignedIn } from './use-session.ts'
import { WhereCodesAre } from './where-codes-are.tsx'

/** The ways in that this installation offers. */
export function SignInForm() {
  const [query] = useSearchParams()
  const options = trpc.sessions.options.useQuery(undefined, { staleTime: Infinity })
  const { code = true, clerk = null, linkedin = false } = options.data ?? {}
  useForgetClerk(options.data !== undefined && clerk === null)
  // Codes are the rule: what the server says is waited for only where it says otherwise.
  return (
    <div className="stack">
      <LinkedinProblem />
      {clerk && <ClerkWayIn publishableKey={clerk.publishableKey} kind="sign-in" />}
      {code && <CodeForm />}
      {linkedin && <LinkedinButton to={safeReturn(query.get('to'))} />}
    </div>
  )
}

/** E-mail, then the six digits. The code goes to the mailbox; in local use also to the terminal. */
function CodeForm() {
  const signedIn = useSignedIn()
  const [email, setEmail] = useState('')
  const [code, setCode] = useState('')
  const [sent, setSent] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refused | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    const answer = sent ? await checkCode(email, code) : await requestCode(email)
    if (answer.ok && sent) return signedIn()
    setBusy(false)
    if (!answer.ok) return setProblem(answer)
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
        {sent && (
          <CodeField label="Six-digit code" code={code} onChange={setCode} description={<WhereCodesAre />} />
        )}
        {problem && <Problem problem={problem} />}
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
