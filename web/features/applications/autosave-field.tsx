import { Button, Textarea, TextInput } from '@mantine/core'
import './autosave-field.css'
import { useAutosave, type Autosave, type AutosaveOptions } from './use-autosave.ts'

interface AutosaveFieldProps extends AutosaveOptions {
  label: string
  placeholder?: string
  /** Several lines. */
  long?: boolean
}

const stateWords: Record<Autosave['state'], string> = {
  idle: '',
  saved: 'Saved',
  waiting: 'Not saved yet',
  saving: 'Saving …',
  refused: 'Not saved',
}

/** A field that saves itself and says so. */
export function AutosaveField({ label, placeholder = '', long = false, ...options }: AutosaveFieldProps) {
  const field = useAutosave(options)
  const words = stateWords[field.state]
  const props = {
    label,
    placeholder,
    value: field.text,
    error: field.problem,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      field.setText(event.currentTarget.value),
    onBlur: field.flush,
  }
  return (
    <div className="autosave-field">
      {long ? <Textarea autosize minRows={3} maxRows={16} {...props} /> : <TextInput {...props} />}
      <span className="autosave-state small quiet" role="status" aria-label={words && `${label}: ${words}`}>
        {words}
      </span>
      {field.theirs !== null && <Theirs field={field} label={label} theirs={field.theirs} />}
    </div>
  )
}

function Theirs({ field, label, theirs }: { field: Autosave; label: string; theirs: string }) {
  return (
    <div className="autosave-theirs small" role="alert">
      <p>
        This was changed in another window meanwhile. There it says: <q>{theirs || '(nothing)'}</q>
      </p>
      <div className="row">
        <Button aria-label={`Keep mine: ${label}`} onClick={field.keepMine}>
          Keep mine
        </Button>
        <Button variant="outline" aria-label={`Take the other: ${label}`} onClick={field.takeTheirs}>
          Take the other
        </Button>
      </div>
    </div>
  )
}
