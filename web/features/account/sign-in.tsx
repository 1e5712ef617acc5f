import { useState, type FormEvent } from 'react'
import { Notice } from '../../ui/notice.tsx'
import { checkCode, requestCode } from './session-api.ts'

/** E-mail, then the six digits. The code goes to the mailbox; in local use also to the terminal. */
export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
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
    setBusy(false)
    if (!answer.ok) return setProblem(answer.words)
    if (sent) return onSignedIn()
    setSent(true)
  }
  const startOver = () => {
    setSent(false)
    setCode('')
    setProblem(null)
  }

  return (
    <form className="card" onSubmit={(event) => void submit(event)} aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">Sign in</h2>
      <p className="hint">No password. We send six digits to your address; they last ten minutes.</p>
      <div className="stack tight">
        <label htmlFor="email">E-mail address</label>
        <input
          id="email"
          type="email"
          autoComplete="email"
          required
          readOnly={sent}
          value={email}
          placeholder="you@example.com"
          onChange={(event) => setEmail(event.target.value)}
        />
      </div>
      {sent && <CodeField code={code} onChange={setCode} />}
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div className="row">
        <button type="submit" disabled={busy}>
          {sent ? 'Sign in' : 'Send me a code'}
        </button>
        {sent && (
          <button type="button" className="plain" onClick={startOver}>
            Use another address
          </button>
        )}
      </div>
    </form>
  )
}

function CodeField({ code, onChange }: { code: string; onChange: (code: string) => void }) {
  return (
    <div className="stack tight">
      <label htmlFor="code">Six-digit code</label>
      <input
        id="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]{6}"
        maxLength={6}
        required
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this field
        autoFocus
        value={code}
        aria-describedby="code-hint"
        onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))}
      />
      <p className="hint" id="code-hint">
        Running on your own computer? The code is in the terminal where JobPilot was started, and in the{' '}
        <a href="/dev/mailbox" target="_blank" rel="noreferrer">
          dev mailbox
        </a>
        .
      </p>
    </div>
  )
}
