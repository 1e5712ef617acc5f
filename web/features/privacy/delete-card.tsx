import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { errorMessage } from '../../error-message.ts'
import { weekdayAndDate } from '../../lib/format.ts'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SensitiveModal } from '../account/sensitive-modal.tsx'
import { useSession } from '../account/use-session.ts'

const GRACE_DAYS = 30

export function DeleteCard() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Card title="Delete your account">
      <p className="quiet">
        Everything of you is erased {GRACE_DAYS} days after you ask for it. Until then you can come back by
        signing in. You may want an archive first.
      </p>
      <div className="row">
        <Button variant="outline" color="bad" onClick={() => setIsOpen(true)}>
          Delete my account …
        </Button>
      </div>
      {isOpen && <DeleteDialog onClose={() => setIsOpen(false)} />}
    </Card>
  )
}

function DeleteDialog({ onClose }: { onClose: () => void }) {
  const { person } = useSession()
  const [typed, setTyped] = useState('')
  const [day] = useState(() => weekdayAndDate(new Date(Date.now() + GRACE_DAYS * 86_400_000)))
  const utils = trpc.useUtils()
  const request = trpc.privacy.deletion.request.useMutation({
    // The frame shows from then on how to come back, and nothing else.
    onSuccess: () => utils.users.me.invalidate(),
  })
  const email = person?.email ?? ''
  const isSure = typed.trim().toLowerCase() === email.toLowerCase()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isSure) request.mutate()
  }
  return (
    <SensitiveModal opened onClose={onClose} title="Delete your account?" centered>
      <form className="stack" onSubmit={submit}>
        <ul className="plain-words">
          <li>Now: you are signed out everywhere else, access tokens end, agents stop, mails stop.</li>
          <li>
            On {day}: your résumés, postings, drafts, applications and files are erased, and so is your
            account. Nobody can bring them back.
          </li>
          <li>
            Before that: sign in and keep the account, and all is as it was. A mail reminds you in time.
          </li>
        </ul>
        <TextInput
          data-autofocus
          label="Your e-mail address, to be sure"
          description={`Type ${email}`}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {request.error && <Notice tone="bad">{errorMessage(request.error)}</Notice>}
        <div className="row">
          <Button type="submit" color="bad" disabled={!isSure} loading={request.isPending}>
            Delete my account
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </form>
    </SensitiveModal>
  )
}
