import { useState } from 'react'
import { Link } from 'react-router'
import { copyText } from '../studio/copy-text.ts'

interface IdLinkProps {
  id: string
  /** Of its page; without one it is only shown. */
  to?: string
  /** What it is the id of: “job”. */
  of: string
}

/** A long id's end, with the whole one to copy. */
export function IdLink({ id, to, of }: IdLinkProps) {
  const [copied, setCopied] = useState(false)
  const copy = async () => setCopied(await copyText(id))
  // Ids begin with their time: what tells them apart is their end.
  const short = id.slice(-8)
  return (
    <span className="id-link">
      {to === undefined ? (
        <code title={id}>{short}</code>
      ) : (
        <Link to={to} title={id} aria-label={`${of} ${short}`}>
          <code>{short}</code>
        </Link>
      )}
      <button
        type="button"
        className="id-copy"
        aria-label={`Copy the id of the ${of} ${short}`}
        title={`Copy ${id}`}
        onBlur={() => setCopied(false)}
        onClick={() => void copy()}
      >
        {copied ? 'copied' : 'copy'}
      </button>
    </span>
  )
}
