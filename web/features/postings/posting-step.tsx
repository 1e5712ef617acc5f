import { useId, useState, type FormEvent } from 'react'
import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { RunProgress } from '../agents/run-progress.tsx'
import type { LiveEvents } from '../agents/use-live-events.ts'
import { PostingSummary } from './posting-summary.tsx'
import { readBase64 } from './read-base64.ts'

const ways = [
  { id: 'text', label: 'Paste' },
  { id: 'url', label: 'Address' },
  { id: 'file', label: 'File' },
] as const
type Way = (typeof ways)[number]['id']

interface PostingStepProps {
  live: LiveEvents
  postingId: string | null
  onChoose: (postingId: string) => void
}

export function PostingStep({ live, postingId, onChoose }: PostingStepProps) {
  const [way, setWay] = useState<Way>('text')
  const [runId, setRunId] = useState<string | null>(null)
  const [value, setValue] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const list = trpc.postings.list.useQuery({})
  const utils = trpc.useUtils()
  const started = { onSuccess: (run: { runId: string }) => setRunId(run.runId) }
  const byUrl = trpc.postings.captureUrl.useMutation(started)
  const byText = trpc.postings.captureText.useMutation(started)
  const byFile = trpc.postings.captureFile.useMutation(started)
  const problem = byUrl.error ?? byText.error ?? byFile.error
  const field = useId()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setRunId(null)
    for (const mutation of [byUrl, byText, byFile]) mutation.reset()
    if (way === 'url') byUrl.mutate({ url: value.trim() })
    else if (way === 'text') byText.mutate({ text: value })
    else if (file) byFile.mutate({ fileName: file.name, base64: await readBase64(file) })
  }
  const done = async () => {
    if (!runId) return
    const run = await utils.agents.run.fetch({ id: runId })
    const id = run.result?.['postingId']
    if (typeof id === 'string') onChoose(id)
    void list.refetch()
  }

  return (
    <section className="card" aria-labelledby="posting-title">
      <div className="card-head">
        <h2 id="posting-title">The posting</h2>
        <span className="step-no">2</span>
      </div>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Tabs
          label="How to add the posting"
          tabs={ways}
          selected={way}
          onSelect={(next) => {
            setWay(next)
            setValue('')
          }}
        >
          {way === 'text' && (
            <>
              <label htmlFor={field}>Text of the posting</label>
              <textarea
                id={field}
                required
                minLength={20}
                maxLength={200_000}
                value={value}
                onChange={(event) => setValue(event.target.value)}
              />
            </>
          )}
          {way === 'url' && (
            <>
              <label htmlFor={field}>Address of the posting</label>
              <input
                id={field}
                type="url"
                required
                placeholder="https://"
                value={value}
                onChange={(event) => setValue(event.target.value)}
              />
            </>
          )}
          {way === 'file' && (
            <>
              <label htmlFor={field}>Saved page, or a job board&rsquo;s JSON, XML or RSS</label>
              <input
                id={field}
                type="file"
                required
                accept=".html,.htm,.json,.xml,.rss,.txt"
                onChange={(event) => setFile(event.target.files?.[0] ?? null)}
              />
            </>
          )}
        </Tabs>
        <div className="row">
          <button type="submit" disabled={byUrl.isPending || byText.isPending || byFile.isPending}>
            Add posting
          </button>
        </div>
      </form>
      {problem && <Notice tone="bad">{errorMessage(problem)}</Notice>}
      {list.error && <Notice tone="bad">{errorMessage(list.error)}</Notice>}
      {runId && <RunProgress key={runId} live={live} runId={runId} onDone={() => void done()} />}
      {list.data && list.data.items.length > 0 && (
        <div className="stack tight">
          <label htmlFor={`${field}-list`}>Or one added before</label>
          <select
            id={`${field}-list`}
            value={postingId ?? ''}
            onChange={(event) => onChoose(event.target.value)}
          >
            <option value="" disabled>
              Choose …
            </option>
            {list.data.items.map((posting) => (
              <option key={posting.id} value={posting.id}>
                {posting.organization ? `${posting.title}, ${posting.organization}` : posting.title}
              </option>
            ))}
          </select>
        </div>
      )}
      {postingId && <PostingSummary postingId={postingId} />}
    </section>
  )
}
