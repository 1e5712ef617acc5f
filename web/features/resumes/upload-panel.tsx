import { Button, Progress } from '@mantine/core'
import { useId, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { counted } from '../../lib/format.ts'
import { useFileDrop } from '../../lib/use-file-drop.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RunProgress } from '../agents/run-progress.tsx'
import './upload-panel.css'
import type { Upload, Uploads } from './use-uploads.ts'

const accepted =
  '.pdf,.docx,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document'

interface UploadPanelProps {
  uploads: Uploads
  label: string
  hint: ReactNode
  multiple?: boolean
  /** Where to go on with one that was read, instead of its facts. */
  afterRead?: { to: string; label: string }
}

/** Where files are chosen or dropped (anywhere on the page), and how each of them is doing. */
export function UploadPanel({ uploads, label, hint, multiple = false, afterRead }: UploadPanelProps) {
  const id = useId()
  const [input, setInput] = useState<HTMLInputElement | null>(null)
  const take = (files: File[]) => uploads.add(multiple ? files : files.slice(0, 1))
  const isOver = useFileDrop(take)
  return (
    <div className="stack">
      <label className="upload-area">
        <Icon name="resumes" width={26} height={26} />
        <span>
          <span className="upload-label" id={`${id}-label`}>
            {label}
          </span>
          <span className="quiet small upload-hint" id={`${id}-hint`}>
            {hint}
          </span>
        </span>
        <input
          ref={setInput}
          type="file"
          className="visually-hidden"
          accept={accepted}
          multiple={multiple}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])])
            // The same file may be chosen once more, after it was mended.
            event.currentTarget.value = ''
          }}
        />
      </label>
      {uploads.items.length > 0 && (
        <ul className="plain-list stack" aria-label="Uploads">
          {uploads.items.map((upload) => (
            <UploadItem
              key={upload.key}
              upload={upload}
              uploads={uploads}
              onAgain={() => input?.click()}
              afterRead={afterRead}
            />
          ))}
        </ul>
      )}
      {isOver && (
        <div className="upload-over" aria-hidden="true">
          <p>Drop it to upload</p>
        </div>
      )}
    </div>
  )
}

interface UploadItemProps {
  upload: Upload
  uploads: Uploads
  onAgain: () => void
  afterRead?: { to: string; label: string }
}

function UploadItem({ upload, uploads, onAgain, afterRead }: UploadItemProps) {
  const { key, fileName, step } = upload
  const canCancel = step === 'waiting' || step === 'sending'
  return (
    <li className="upload-item">
      <div className="row spread">
        <strong className="upload-name">{fileName}</strong>
        {canCancel && (
          <Button variant="subtle" onClick={() => uploads.cancel(key)}>
            Cancel<span className="visually-hidden"> {fileName}</span>
          </Button>
        )}
        {!canCancel && (
          <Button variant="subtle" onClick={() => uploads.dismiss(key)}>
            Dismiss<span className="visually-hidden"> {fileName}</span>
          </Button>
        )}
      </div>
      <UploadStep upload={upload} uploads={uploads} onAgain={onAgain} afterRead={afterRead} />
    </li>
  )
}

function UploadStep({ upload, uploads, onAgain, afterRead }: UploadItemProps) {
  const { key, fileName, step, percent, resumeId, runId, words, facts } = upload
  if (step === 'waiting') return <p className="quiet small">Waits for the one before it</p>
  if (step === 'sending') {
    return (
      <div className="stack tight">
        <span className="quiet small tabular">Uploading, {percent} %</span>
        <Progress value={percent} aria-label={`Uploading ${fileName}`} />
      </div>
    )
  }
  if (step === 'reading' && runId) {
    return (
      <RunProgress
        runId={runId}
        onAgain={onAgain}
        onDone={({ facts: found }) => uploads.markRead(key, typeof found === 'number' ? found : null)}
      />
    )
  }
  if (step === 'cancelled') return <p className="quiet small">Cancelled. Nothing of it was kept.</p>
  if (step === 'refused') {
    return (
      <Notice tone="bad">
        {words}{' '}
        <Button variant="outline" onClick={onAgain}>
          Choose another file
        </Button>
      </Notice>
    )
  }
  if (!resumeId) return null
  const known = step === 'known'
  const { to, label } = known
    ? { to: paths.resume(resumeId), label: 'Open it' }
    : (afterRead ?? { to: paths.resume(resumeId), label: 'Review its facts' })
  return (
    <Notice tone={known ? 'quiet' : 'good'}>
      {known ? 'You have this very file already; nothing was read twice.' : `Read: ${readWords(facts)}.`}{' '}
      <Link to={to}>{label}</Link>
    </Notice>
  )
}

function readWords(facts: number | null): string {
  return facts === null ? 'its facts are there' : `${counted(facts, 'fact')} found`
}
