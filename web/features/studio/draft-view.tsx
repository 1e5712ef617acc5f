import { useId, useState } from 'react'
import { errorMessage } from '../../error-message.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { Notice, Working } from '../../ui/notice.tsx'
import { downloadBase64 } from './download.ts'

type Draft = Outputs['drafts']['get']

export function DraftView({ draftId }: { draftId: string }) {
  const query = trpc.drafts.get.useQuery({ id: draftId })
  const [editing, setEditing] = useState<string | null>(null)
  const edit = trpc.drafts.edit.useMutation({
    onSuccess: () => {
      setEditing(null)
      void query.refetch()
    },
  })
  if (query.isPending) return <Working>Loading the draft</Working>
  if (query.error) return <Notice tone="bad">{errorMessage(query.error)}</Notice>
  const draft = query.data
  const save = () => edit.mutate({ id: draft.id, version: draft.version, text: editing ?? draft.text })

  if (editing !== null) {
    return (
      <Editor
        text={editing}
        onChange={setEditing}
        onSave={save}
        onCancel={() => setEditing(null)}
        busy={edit.isPending}
        problem={edit.error ? errorMessage(edit.error) : null}
      />
    )
  }
  return (
    <>
      <div className="draft">
        <ClaimedText draft={draft} />
      </div>
      <p className="hint">
        Underlined sentences state something about you; point at one to see the fact it rests on.
      </p>
      <Approval draft={draft} onEdit={() => setEditing(draft.text)} onApproved={() => void query.refetch()} />
    </>
  )
}

interface EditorProps {
  text: string
  onChange: (text: string) => void
  onSave: () => void
  onCancel: () => void
  busy: boolean
  problem: string | null
}

function Editor({ text, onChange, onSave, onCancel, busy, problem }: EditorProps) {
  const field = useId()
  return (
    <div className="stack">
      <label htmlFor={field}>Text of the letter</label>
      <textarea
        id={field}
        rows={20}
        maxLength={20_000}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div className="row">
        <button type="button" onClick={onSave} disabled={busy || text.trim() === ''}>
          Save and check
        </button>
        <button type="button" className="plain" onClick={onCancel}>
          Discard my changes
        </button>
      </div>
    </div>
  )
}

/** The text with its claims marked; a flagged one says what no fact covers. */
function ClaimedText({ draft }: { draft: Draft }) {
  const facts = new Map(draft.facts.map((fact) => [fact.id, fact.text]))
  const parts = []
  let at = 0
  for (const claim of draft.claims) {
    const [start, end] = claim.span
    parts.push(draft.text.slice(at, start))
    const proof = claim.factIds.map((id) => facts.get(id)).join(' · ')
    const title = claim.flagged
      ? (claim.reason ?? 'No fact covers this.')
      : proof || 'Says nothing about you.'
    parts.push(
      <mark key={start} className={claim.flagged ? 'flagged' : ''} title={title}>
        {draft.text.slice(start, end)}
      </mark>,
    )
    at = end
  }
  parts.push(draft.text.slice(at))
  return parts
}

function Approval({
  draft,
  onEdit,
  onApproved,
}: {
  draft: Draft
  onEdit: () => void
  onApproved: () => void
}) {
  const approve = trpc.drafts.approve.useMutation({ onSuccess: onApproved })
  const flagged = draft.claims.filter((claim) => claim.flagged)
  return (
    <div className="stack tight">
      {flagged.length > 0 && (
        <Notice tone="bad">
          {flagged.length === 1 ? 'One sentence rests' : `${flagged.length} sentences rest`} on no fact of
          your résumé. Change the text, or add the fact to your résumé, before you approve.
        </Notice>
      )}
      {draft.state === 'approved' && (
        <Notice tone="good">Approved. What you download is exactly this text.</Notice>
      )}
      {approve.error && <Notice tone="bad">{errorMessage(approve.error)}</Notice>}
      <div className="row">
        {draft.state !== 'approved' && (
          <button
            type="button"
            disabled={approve.isPending || flagged.length > 0}
            onClick={() => approve.mutate({ id: draft.id, sha256: draft.sha256 })}
          >
            Approve
          </button>
        )}
        <button type="button" className="plain" onClick={onEdit}>
          Edit
        </button>
        {draft.state === 'approved' && <Downloads draftId={draft.id} />}
      </div>
    </div>
  )
}

const formats = ['txt', 'docx', 'pdf'] as const

function Downloads({ draftId }: { draftId: string }) {
  const utils = trpc.useUtils()
  const [problem, setProblem] = useState<string | null>(null)
  const download = async (format: (typeof formats)[number]) => {
    setProblem(null)
    try {
      downloadBase64(await utils.drafts.export.fetch({ id: draftId, format }))
    } catch (error) {
      setProblem(errorMessage(error))
    }
  }
  return (
    <>
      {formats.map((format) => (
        <button key={format} type="button" className="plain" onClick={() => void download(format)}>
          {`Download .${format}`}
        </button>
      ))}
      {problem && <Notice tone="bad">{problem}</Notice>}
    </>
  )
}
