import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'

interface CodeFieldProps {
  label: string
  code: string
  onChange: (code: string) => void
  description?: ReactNode
  /** Takes the keyboard when it appears; default: yes, because it was asked for. */
  isFirst?: boolean
}

/** Six digits, from a mail or an app; the browser may offer them. */
export function CodeField({ label, code, onChange, description, isFirst = true }: CodeFieldProps) {
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]{6}"
      title="The six digits of the code"
      maxLength={6}
      required
      withAsterisk={false}
      data-autofocus={isFirst || undefined}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this field
      autoFocus={isFirst}
      value={code}
      onChange={(event) => onChange(event.currentTarget.value.replaceAll(/\D/g, ''))}
      description={description}
    />
  )
}
