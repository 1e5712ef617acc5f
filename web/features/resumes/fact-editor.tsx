import { Button, Textarea } from '@mantine/core'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import type { FACT_MAX_LENGTH } from '../../../src/domains/resumes/schema.ts'
import { errorMessage } from '../../error-message.ts'

/** The schema's own number, without the schema's code; the type keeps the two equal. */
const MAX_LENGTH: typeof FACT_MAX_LENGTH = 300

interface FactEditorProps {
  label: string
  text?: string
  saveLabel?: string
  /** Rejects when it was refused: the words stay in the field. */
  onSave: (text: string) => Promise<unknown>
  /** After saving and when it is given up. */
  onDone: () => void
}

/** A field for the words of one fact: Enter saves, Escape gives up, the characters are counted. */
export function FactEditor({ label, text = '', saveLabel = 'Save', onSave, onDone }: FactEditorProps) {
  const [words, setWords] = useState(text)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // As it will be kept: without space around it.
  const length = words.trim().replaceAll(/\s+/g, ' ').length
  const isTooLong = length > MAX_LENGTH
  const save = async () => {
    if (busy || length === 0 || isTooLong) return
    setBusy(true)
    setProblem(null)
    try {
      await onSave(words)
      onDone()
    } catch (error) {
      setProblem(errorMessage(error))
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void save()
    }
    if (event.key === 'Escape') onDone()
  }
  return (
    <form className="fact-editor" onSubmit={submit}>
      <Textarea
        label={label}
        autosize
        minRows={1}
        maxRows={8}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this field
        autoFocus
        value={words}
        error={isTooLong ? 'Too long for one fact. Split it in two.' : problem}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className="row">
        <Button type="submit" loading={busy} disabled={length === 0 || isTooLong}>
          {saveLabel}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
        <span className="fact-count push" data-over={isTooLong || undefined}>
          {length} of {MAX_LENGTH} characters
        </span>
      </div>
    </form>
  )
}
