import { Button, Checkbox, Modal } from '@mantine/core'
import { useState } from 'react'
import type { DraftClaim } from '../../../src/domains/studio/schema.ts'
import { errorMessage, errorStatus } from '../../error-message.ts'
import { counted } from '../../lib/format.ts'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import './approve-dialog.css'
import type { KnownFact } from './letter-marks.ts'
import { useStoreDraft, type Draft } from './use-draft-text.ts'

interface ApproveDialogProps {
  draft: Draft
  /** Of the saved text, by the facts as they are now. */
  claims: readonly DraftClaim[]
  facts: ReadonlyMap<string, KnownFact>
  onClose: () => void
  onApproved: () => void
}

/** Shows exactly what an approval says yes to: this text, the facts it confirms, and each claim without proof. */
export function ApproveDialog(props: ApproveDialogProps) {
  return (
    <Modal
      opened
      // Who asked is gone when it is approved: the page says where to go on.
      returnFocus={false}
      onClose={props.onClose}
      title="Approve this letter"
      size="lg"
      classNames={{ title: 'approve-title' }}
    >
      <Approval {...props} />
    </Modal>
  )
}

function Approval({ draft, claims, facts, onClose, onApproved }: ApproveDialogProps) {
  const { accepted, toggle } = useAccepted(draft.sha256)
  const { approve, problem, pending } = useApprove(draft, onApproved)
  const unproved = claims.filter(({ flagged }) => flagged)
  const unconfirmed = [...new Set(claims.flatMap(({ factIds }) => factIds))].flatMap((id) => {
    const fact = facts.get(id)
    return fact && !fact.confirmed ? [fact] : []
  })
  const open = unproved.filter(({ span }) => !accepted(span))
  return (
    <div className="stack">
      <p className="small quiet">
        You approve exactly this text. What you copy or download afterwards is this text, to the letter.
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it */}
      <div className="approve-text" role="region" aria-label="The text that you approve" tabIndex={0}>
        {draft.text}
      </div>
      {unproved.length > 0 && (
        <fieldset className="approve-flags">
          <legend>
            {counted(unproved.length, 'sentence')} without proof: accept{' '}
            {unproved.length === 1 ? 'it' : 'each one'} or go back
          </legend>
          <div className="stack">
            {unproved.map(({ span, reason }) => (
              <Checkbox
                key={span[0]}
                checked={accepted(span)}
                onChange={() => toggle(span)}
                label={<span className="approve-quote">{draft.text.slice(...span)}</span>}
                description={reason}
              />
            ))}
          </div>
        </fieldset>
      )}
      {unconfirmed.length > 0 && (
        <section className="stack tight" aria-labelledby="approve-facts">
          <h3 id="approve-facts">This confirms {counted(unconfirmed.length, 'fact')}</h3>
          <p className="small quiet">
            The letter rests on them, and nobody has confirmed them yet. Approving says that they are right.
          </p>
          <ul className="approve-facts small">
            {unconfirmed.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div className="row">
        <Button
          data-autofocus
          loading={pending}
          disabled={open.length > 0}
          onClick={() => approve(unproved.map(({ span }) => span))}
        >
          Approve this text
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Back to the letter
        </Button>
        {open.length > 0 && (
          <span className="small quiet">{counted(open.length, 'sentence')} still to accept</span>
        )}
      </div>
      <p className="small quiet approve-hash">
        Fingerprint of the text (SHA-256): <code>{draft.sha256.slice(0, 16)}…</code>
      </p>
    </div>
  )
}

/** Which sentences the person answers for; another text asks for each of them again. */
function useAccepted(sha256: string) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const keyOf = (span: readonly [number, number]) => `${sha256} ${span.join('-')}`
  const toggle = (span: readonly [number, number]) =>
    setChosen((before) => {
      const after = new Set(before)
      if (!after.delete(keyOf(span))) after.add(keyOf(span))
      return after
    })
  return { accepted: (span: readonly [number, number]) => chosen.has(keyOf(span)), toggle }
}

function useApprove(draft: Draft, onDone: () => void) {
  const utils = trpc.useUtils()
  const store = useStoreDraft()
  const { mutate, error, isPending } = trpc.drafts.approve.useMutation({
    async onSuccess(approved) {
      await store(approved)
      void utils.resumes.invalidate()
      void utils.matches.invalidate()
      onDone()
    },
    onError(failure) {
      // The text, or what proves it, is another one now: the dialog shows it as it is.
      const status = errorStatus(failure)
      if (status === 409 || status === 422) void utils.drafts.invalidate()
    },
  })
  return {
    approve: (acceptFlagged: [number, number][]) =>
      mutate({ id: draft.id, sha256: draft.sha256, acceptFlagged }),
    problem: error ? errorMessage(error) : null,
    pending: isPending,
  }
}
