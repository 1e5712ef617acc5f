import { Button, Modal, Textarea } from '@mantine/core'
import { useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { errorMessage } from '../../error-message.ts'
import { Notice, type Tone } from '../../ui/notice.tsx'

export interface ReasonDialogProps {
  title: string
  /** What exactly will happen; fields that it needs besides the reason. */
  children?: ReactNode
  confirm: string
  tone?: Tone
  /** Proposed, so that Enter is enough; without it the reason must be written. */
  reason?: string
  /** While what else is asked for isn't right. */
  disabled?: boolean
  /** Closes when it is done; a refusal is shown, and the words stay. */
  onConfirm: (reason: string) => Promise<unknown>
  onClose: () => void
}

/** Asks why before an operator's action, which the audit log keeps. Enter confirms. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, children, confirm, tone, disabled = false, onConfirm, onClose } = props
  const [reason, setReason] = useState(props.reason ?? '')
  const [pending, setPending] = useState(false)
  useFocusBack()
  const [refusal, setRefusal] = useState<string | null>(null)
  const ready = reason.trim() !== '' && !disabled
  const act = async () => {
    if (!ready || pending) return
    setPending(true)
    setRefusal(null)
    try {
      await onConfirm(reason.trim())
      onClose()
    } catch (error) {
      setRefusal(errorMessage(error))
      setPending(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void act()
  }
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <form className="stack" onSubmit={submit}>
        {children}
        <Textarea
          data-autofocus
          label="Reason"
          description="Kept in the audit log."
          placeholder="Why, in a few words"
          required
          autosize
          minRows={1}
          maxRows={4}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            void act()
          }}
        />
        {refusal && <Notice tone="bad">{refusal}</Notice>}
        <div className="row">
          <Button type="submit" color={tone} loading={pending} disabled={!ready}>
            {confirm}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Leave it
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** Leaves the keyboard where it was, if that is still there. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    [before],
  )
}
