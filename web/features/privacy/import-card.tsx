import { Button, FileButton, Progress } from '@mantine/core'
import { useState } from 'react'
import { errorMessage } from '../../error-message.ts'
import { counted, dateAndTime } from '../../lib/format.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { JobProgress } from './job-progress.tsx'
import { uploadArchive } from './upload-archive.ts'

type Import = Outputs['privacy']['imports']['show']

const POLL_MS = 1_000

type Upload = { step: 'none' } | { step: 'sending'; percent: number } | { step: 'refused'; words: string }

/** An archive of another JobPilot, or an older one of this: added to what is here. */
export function ImportCard() {
  const [upload, setUpload] = useState<Upload>({ step: 'none' })
  const [id, setId] = useState<string | null>(null)
  const send = async (file: File | null) => {
    if (!file) return
    setId(null)
    setUpload({ step: 'sending', percent: 0 })
    try {
      const sent = await uploadArchive(file, (percent) => setUpload({ step: 'sending', percent }))
      setUpload({ step: 'none' })
      setId(sent.importId)
    } catch (error) {
      setUpload({ step: 'refused', words: error instanceof Error ? error.message : String(error) })
    }
  }
  return (
    <Card title="Bring an archive in">
      <p className="quiet">
        The zip of another JobPilot, or one that you downloaded here. What it holds is added; nothing that is
        here is changed.
      </p>
      {upload.step === 'sending' && (
        <div className="stack tight">
          <p className="tabular">Uploading, {upload.percent} %</p>
          <Progress value={upload.percent} aria-label="Uploading the archive" />
        </div>
      )}
      {upload.step === 'refused' && <Notice tone="bad">{upload.words}</Notice>}
      {id && <ImportState id={id} />}
      <div className="row">
        <FileButton accept=".zip,application/zip" onChange={(file) => void send(file)} resetRef={null}>
          {(props) => (
            <Button {...props} variant="outline" loading={upload.step === 'sending'}>
              Choose an archive
            </Button>
          )}
        </FileButton>
      </div>
    </Card>
  )
}

function ImportState({ id }: { id: string }) {
  const utils = trpc.useUtils()
  const [isTold, setIsTold] = useState(false)
  const query = trpc.privacy.imports.show.useQuery(
    { id },
    { refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : POLL_MS) },
  )
  const { data, error } = query
  if (data && isOver(data) && !isTold) {
    setIsTold(true)
    // What was brought in belongs on every page.
    void utils.invalidate()
  }
  if (error && !data) return <Notice tone="bad">{errorMessage(error)}</Notice>
  if (!data) return <JobProgress label="Bringing it in" percent={null} words="It begins in a moment" />
  return <ImportWords one={data} />
}

const isOver = ({ state }: Import) => state !== 'queued' && state !== 'running'

function ImportWords({ one: { state, progress, problem, result, finishedAt } }: { one: Import }) {
  if (state === 'succeeded' && result) {
    const skipped =
      result.skipped === 0 ? '' : ` ${counted(result.skipped, 'entry', 'entries')} were here already.`
    return (
      <Notice tone="good">
        Brought in{finishedAt && ` ${dateAndTime(finishedAt)}`}: {counted(result.added, 'entry', 'entries')}.
        {skipped}
      </Notice>
    )
  }
  if (state === 'cancelled') return <Notice>It was cancelled. Nothing was brought in.</Notice>
  if (state === 'failed') {
    return (
      <Notice tone="bad">
        {problem ?? 'It did not work, and nothing was brought in. Please try again.'}
      </Notice>
    )
  }
  return (
    <JobProgress
      label="Bringing it in"
      percent={progress?.percent ?? null}
      words={progress?.words ?? 'It begins in a moment'}
    />
  )
}
