import { Button, Modal, Progress } from '@mantine/core'
import { memo, useState } from 'react'
import type { ProfileFact } from '../../../src/domains/resumes/schema.ts'
import { errorMessage } from '../../error-message.ts'
import { counted } from '../../lib/format.ts'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'

interface ConfirmBarProps {
  resumeId: string
  facts: readonly ProfileFact[]
  /** Goes to the first that is not confirmed. */
  onNext: (factId: string) => void
}

/** How far the confirming is, on to the next one, and all at once. */
export const ConfirmBar = memo(function ConfirmBar({ resumeId, facts, onNext }: ConfirmBarProps) {
  const [asking, setAsking] = useState(false)
  const living = facts.filter(({ state }) => state !== 'removed')
  const open = living.filter(({ state }) => state === 'unconfirmed')
  const confirmed = living.length - open.length
  const [next] = open
  return (
    <div className="confirm-bar">
      <div className="row spread">
        <p className="tabular" role="status">
          {next
            ? `${confirmed} of ${living.length} confirmed`
            : `All ${counted(living.length, 'fact')} confirmed`}
        </p>
        {next && (
          <div className="row">
            <Button variant="subtle" onClick={() => onNext(next.id)}>
              Next<span className="visually-hidden"> to confirm</span>
            </Button>
            <Button variant="outline" onClick={() => setAsking(true)}>
              Confirm all
            </Button>
          </div>
        )}
      </div>
      {next && (
        <Progress
          size="sm"
          className="confirm-progress"
          value={(confirmed / living.length) * 100}
          aria-label="Facts confirmed"
        />
      )}
      <ConfirmAll resumeId={resumeId} count={open.length} isOpen={asking} onClose={() => setAsking(false)} />
    </div>
  )
})

interface ConfirmAllProps {
  resumeId: string
  count: number
  isOpen: boolean
  onClose: () => void
}

/** Asks first: a confirmation is kept in the record of changes and can't be taken back. */
function ConfirmAll({ resumeId, count, isOpen, onClose }: ConfirmAllProps) {
  const confirm = useConfirmAll(resumeId, onClose)
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={`Confirm ${counted(count, 'fact')}?`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="stack">
        <p>
          You say that each of them is true. That can’t be taken back in one go, but any of them can still be
          edited or removed.
        </p>
        {confirm.error && <Notice tone="bad">{errorMessage(confirm.error)}</Notice>}
        <div className="row">
          <Button loading={confirm.isPending} onClick={() => confirm.mutate({ id: resumeId })}>
            Confirm all
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Not yet
          </Button>
        </div>
      </div>
    </Modal>
  )
}

/** Confirms all that is unconfirmed in the newest version. */
export function useConfirmAll(resumeId: string, onDone: () => void) {
  const utils = trpc.useUtils()
  return trpc.resumes.confirmFacts.useMutation({
    onSuccess: async () => {
      await utils.resumes.get.invalidate({ id: resumeId })
      void utils.resumes.list.invalidate()
      onDone()
    },
  })
}
