import { Button } from '@mantine/core'
import { useMemo, useState, type FormEvent } from 'react'
import { errorMessage } from '../../error-message.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { CodeField } from './code-field.tsx'
import { CopyButton } from './copy-button.tsx'
import { qrPath } from './qr-path.ts'

interface SetUpProps {
  begun: Outputs['secondStep']['begin']
  onCancel: () => void
  onDone: (backupCodes: readonly string[]) => void
}

/** The secret goes into the app; a code of it shows that it is there. */
export function SecondStepSetUp({ begun: { secret, uri }, onCancel, onDone }: SetUpProps) {
  const [code, setCode] = useState('')
  const utils = trpc.useUtils()
  const confirm = trpc.secondStep.confirm.useMutation({
    onSuccess: ({ backupCodes }) => {
      onDone(backupCodes)
      void utils.secondStep.invalidate()
      void utils.users.me.invalidate()
      void utils.sessions.invalidate()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate({ code })
  }
  return (
    <form className="stack second-step" onSubmit={submit}>
      <div className="second-step-secret">
        <QrCode text={uri} />
        <div className="stack tight">
          <p>
            <strong>1.</strong> Scan this with your authenticator app. Is the app on this very device? Copy
            the key into it instead.
          </p>
          <p className="small quiet" id="second-step-key">
            Key, for entering it by hand
          </p>
          <code aria-labelledby="second-step-key">{inGroups(secret)}</code>
          <div>
            <CopyButton text={secret} label="Copy the key" />
          </div>
        </div>
      </div>
      <p>
        <strong>2.</strong> Enter the code that the app shows now.
      </p>
      <CodeField label="Code of the app" code={code} onChange={setCode} />
      {confirm.error && <Notice tone="bad">{errorMessage(confirm.error)}</Notice>}
      <div className="row">
        <Button type="submit" loading={confirm.isPending}>
          Turn it on
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** Easier to read off in fours. */
const inGroups = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret

function QrCode({ text }: { text: string }) {
  const { path, size } = useMemo(() => qrPath(text), [text])
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR code for the app">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}
