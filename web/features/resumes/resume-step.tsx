import { useId, useState, type DragEvent } from 'react'
import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { Notice, Working } from '../../ui/notice.tsx'
import type { LiveEvents } from '../agents/use-live-events.ts'
import { RunProgress } from '../agents/run-progress.tsx'
import { FactList } from './fact-list.tsx'
import { uploadResume } from './upload-resume.ts'

interface ResumeStepProps {
  live: LiveEvents
  resumeId: string | null
  onChoose: (resumeId: string) => void
}

export function ResumeStep({ live, resumeId, onChoose }: ResumeStepProps) {
  const list = trpc.resumes.list.useQuery({})
  const ready = list.data?.items.filter((resume) => resume.state === 'ready') ?? []
  const [percent, setPercent] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [reading, setReading] = useState<{ resumeId: string; runId: string } | null>(null)
  const select = useId()

  const upload = async (file: File) => {
    setProblem(null)
    setReading(null)
    setPercent(0)
    try {
      const { resumeId: id, runId } = await uploadResume(file, setPercent)
      if (runId) setReading({ resumeId: id, runId })
      else onChoose(id)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
    setPercent(null)
  }
  const done = () => {
    if (reading) onChoose(reading.resumeId)
    void list.refetch()
  }

  return (
    <section className="card" aria-labelledby="resume-title">
      <div className="card-head">
        <h2 id="resume-title">Your résumé</h2>
        <span className="step-no">1</span>
      </div>
      {list.error && <Notice tone="bad">{errorMessage(list.error)}</Notice>}
      <DropZone onFile={(file) => void upload(file)} busy={percent !== null} />
      {percent !== null && <Working>{`Uploading, ${percent} %`}</Working>}
      {problem && <Notice tone="bad">{problem}</Notice>}
      {reading && <RunProgress key={reading.runId} live={live} runId={reading.runId} onDone={done} />}
      {ready.length > 0 && (
        <div className="stack tight">
          <label htmlFor={select}>Use this résumé</label>
          <select id={select} value={resumeId ?? ''} onChange={(event) => onChoose(event.target.value)}>
            <option value="" disabled>
              Choose …
            </option>
            {ready.map((resume) => (
              <option key={resume.id} value={resume.id}>
                {resume.fileName}
              </option>
            ))}
          </select>
        </div>
      )}
      {resumeId && <FactList resumeId={resumeId} />}
    </section>
  )
}

function DropZone({ onFile, busy }: { onFile: (file: File) => void; busy: boolean }) {
  const [over, setOver] = useState(false)
  const input = useId()
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file && !busy) onFile(file)
  }
  return (
    <div
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={input}>Upload a PDF or Word file</label>
      <input
        id={input}
        type="file"
        accept=".pdf,.docx,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        disabled={busy}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
      <p className="hint">Or drop it here. Up to 10 MB; a scan without text can&rsquo;t be read.</p>
    </div>
  )
}
