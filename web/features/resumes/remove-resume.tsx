import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { sayDone } from '../../ui/toast.tsx'
import type { ListedResume } from './resume-row.tsx'

interface RemoveResumeProps {
  /** Asked about; null while nothing is. */
  resume: Pick<ListedResume, 'id' | 'fileName'> | null
  onClose: () => void
  onRemoved?: () => void
}

/** Asks first, because a removed résumé can't come back. */
export function RemoveResume({ resume, onClose, onRemoved }: RemoveResumeProps) {
  const utils = trpc.useUtils()
  const [isGone, setIsGone] = useState(false)
  const remove = trpc.resumes.remove.useMutation({
    onSuccess: () => {
      setIsGone(true)
      sayDone(`${resume?.fileName ?? 'The résumé'} is removed.`)
      onClose()
      onRemoved?.()
      void utils.resumes.list.invalidate()
      void utils.matches.invalidate()
      void utils.drafts.invalidate()
    },
  })
  const close = () => {
    remove.reset()
    setIsGone(false)
    onClose()
  }
  // The button that opened this is gone with its row.
  const focusPage = () => {
    if (isGone) document.getElementById('main')?.focus()
  }
  return (
    <Modal
      returnFocus={!isGone}
      onExitTransitionEnd={focusPage}
      opened={resume !== null}
      onClose={close}
      title="Remove this résumé for good?"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="stack">
        <p>
          <strong>{resume?.fileName}</strong> goes with its file, all its versions, its facts and the matches
          made with it. Drafts stay, but no longer point at its words. This can’t be undone.
        </p>
        {remove.error && <Notice tone="bad">{errorMessage(remove.error)}</Notice>}
        <div className="row">
          <Button
            color="bad"
            loading={remove.isPending}
            onClick={() => resume && remove.mutate({ id: resume.id })}
          >
            Remove for good
          </Button>
          <Button variant="subtle" onClick={close}>
            Keep it
          </Button>
        </div>
      </div>
    </Modal>
  )
}
