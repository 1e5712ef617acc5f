import { Button, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { errorMessage } from '../../error-message.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import './scouting.css'
import { MarkedSentence, UnderstoodList } from './understood.tsx'

export type Target = Outputs['targets']['list']['items'][number]

const MAX_SENTENCE = 500
const WAIT_MS = 250

interface TargetFormProps {
  /** The one to change; a new one when absent. */
  target?: Target
  saveLabel?: string
  onSaved: (target: Target) => void
  onCancel?: () => void
  /** After asking to change it, the keyboard is in the field. */
  focusOnOpen?: boolean
}

/** One sentence of what somebody looks for, and beside it what was understood while they type. */
export function TargetForm({ target, saveLabel = 'Save', onSaved, onCancel, focusOnOpen }: TargetFormProps) {
  const [sentence, setSentence] = useState(target?.sentence ?? '')
  const { save, isPending, error } = useSaveTarget(target, (saved) => {
    if (!target) setSentence('')
    onSaved(saved)
  })
  const tooLong = sentence.trim().length - MAX_SENTENCE
  const canSave = sentence.trim() !== '' && tooLong <= 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (canSave && !isPending) save(sentence.trim())
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Textarea
        label="What you look for, in one sentence"
        description="The job, the place, remote or on site, the least you would take, what you don’t want. English and German are read best."
        placeholder="Backend or platform engineer, remote in the EU or on site in Berlin, from 70k EUR, full time, no agencies"
        autosize
        minRows={2}
        maxRows={6}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked to change it
        autoFocus={focusOnOpen}
        value={sentence}
        onChange={(event) => setSentence(event.currentTarget.value)}
        onKeyDown={(event) => submitOrCancel(event, onCancel)}
        error={tooLong > 0 ? `${tooLong} characters too many; say it in ${MAX_SENTENCE}.` : undefined}
      />
      <WhatIsUnderstood sentence={sentence.trim().slice(0, MAX_SENTENCE)} />
      {error && <Notice tone="bad">{error}</Notice>}
      <div className="row">
        <Button type="submit" loading={isPending} disabled={!canSave}>
          {saveLabel}
        </Button>
        {onCancel && (
          <Button variant="subtle" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  )
}

function useSaveTarget(target: Target | undefined, onSuccess: (saved: Target) => void) {
  const utils = trpc.useUtils()
  const saved = (result: Target) => {
    void utils.targets.list.invalidate()
    onSuccess(result)
  }
  const create = trpc.targets.create.useMutation({ onSuccess: saved })
  const update = trpc.targets.update.useMutation({ onSuccess: saved })
  const { isPending, error } = target ? update : create
  return {
    save: (sentence: string) =>
      target ? update.mutate({ id: target.id, sentence }) : create.mutate({ sentence }),
    isPending,
    error: error ? errorMessage(error) : null,
  }
}

/** Enter sends the sentence, as in a field of one line; Escape gives up the change. */
function submitOrCancel(event: KeyboardEvent<HTMLTextAreaElement>, onCancel?: () => void): void {
  if (event.nativeEvent.isComposing) return
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault()
    event.currentTarget.form?.requestSubmit()
  }
  if (event.key === 'Escape') onCancel?.()
}

function WhatIsUnderstood({ sentence }: { sentence: string }) {
  const [asked] = useDebouncedValue(sentence, WAIT_MS)
  const read = trpc.targets.read.useQuery(
    { sentence: asked },
    { enabled: asked !== '', placeholderData: keepPreviousData, staleTime: Infinity },
  )
  if (sentence === '') return null
  if (!read.data) {
    return read.error ? <Notice tone="bad">{errorMessage(read.error)}</Notice> : null
  }
  const { understood } = read.data
  return (
    <section className="target-understood" aria-label="What we understood" aria-live="polite">
      <p className="small quiet">What we understood</p>
      <MarkedSentence sentence={read.data.sentence} understood={understood} />
      {understood.parts.some(({ kind }) => kind !== 'unread') ? (
        <UnderstoodList understood={understood} />
      ) : (
        <p className="small">Nothing yet. Name a job or a place: “Nurse in Leeds, part time”.</p>
      )}
    </section>
  )
}
