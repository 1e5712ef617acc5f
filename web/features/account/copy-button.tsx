import { Button } from '@mantine/core'
import { useState } from 'react'
import { sayFailure } from '../../ui/toast.tsx'
import { copyText } from '../studio/copy-text.ts'

/** Says on itself that it copied, until the keyboard leaves it. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    const copied = await copyText(text)
    setIsCopied(copied)
    if (!copied) sayFailure('The browser did not allow copying. Select it and copy it by keyboard.')
  }
  return (
    <Button variant="outline" onClick={() => void copy()} onBlur={() => setIsCopied(false)}>
      <span aria-live="polite">{isCopied ? 'Copied' : label}</span>
    </Button>
  )
}
