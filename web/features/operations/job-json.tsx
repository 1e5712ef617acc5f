import { useState } from 'react'
import { copyText } from '../studio/copy-text.ts'

/** A value as JSON, with a way to take it along. */
export function JobJson({ value, of }: { value: unknown; of: string }) {
  const [copied, setCopied] = useState(false)
  const json = JSON.stringify(value ?? null, null, 2)
  const copy = async () => setCopied(await copyText(json))
  return (
    <div className="job-json">
      <button
        type="button"
        className="id-copy"
        aria-label={`Copy the ${of}`}
        onBlur={() => setCopied(false)}
        onClick={() => void copy()}
      >
        {copied ? 'copied' : 'copy'}
      </button>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <pre role="region" aria-label={`${of} as JSON`} tabIndex={0}>
        {json}
      </pre>
    </div>
  )
}
