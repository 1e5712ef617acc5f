import { Button, Modal } from '@mantine/core'
import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { sayDone } from '../../ui/toast.tsx'

interface RemovePostingProps {
  posting: { id: string; title: string }
  onClose: () => void
  onRemoved: () => void
}

/** Asks before a posting goes, because it cannot be brought back. */
export function RemovePosting({ posting, onClose, onRemoved }: RemovePostingProps) {
  const utils = trpc.useUtils()
  const remove = trpc.postings.remove.useMutation({
    onSuccess: async () => {
      sayDone(`Removed: ${posting.title || 'the posting'}.`)
      onRemoved()
      await Promise.all([
        utils.postings.list.invalidate(),
        utils.matches.list.invalidate(),
        utils.matches.counts.invalidate(),
      ])
    },
  })
  return (
    <Modal opened onClose={onClose} title={`Remove “${posting.title || 'this posting'}”?`} centered>
      <div className="stack">
        <p>
          The posting, its original and its matches go for good. Letters you drafted for it and your
          application stay.
        </p>
        {remove.error && <Notice tone="bad">{errorMessage(remove.error)}</Notice>}
        <div className="row">
          <Button
            color="bad"
            loading={remove.isPending}
            onClick={() => remove.mutate({ id: posting.id })}
            data-autofocus
          >
            Remove it
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Modal>
  )
}
