import { Button, FileButton, Progress } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { counted, dateAndTime } from '../../lib/format.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { JobProgress } from './job-progress.tsx'
import { uploadArchive } from './upload-archive.ts'

type Import = Outputs['privacy']['imports']['show']

const POLL_MS = 1_000

type Upload = { step: 'none' } | { step: 'sending'; percent: number } | { step: 'refused'; words: string }

const isOver = ({ state }: Import) => state !== 'queued' && state !== 'running'

/** The import that was begun last, watched while it is under way. */
function useNewestImport(): Import | null {
  const utils = trpc.useUtils()
  const list = trpc.privacy.imports.list.useQuery(
    {},
    { refetchInterval: ({ state }) => (state.data?.items.every(isOver) === false ? POLL_MS : false) },
  )
  const newest = list.data?.items[0] ?? null
  const isRunning = newest !== null && !isOver(newest)
  const wasRunning = useRef(false)
  useEffect(() => {
    // What was brought in belongs on every page.
    if (wasRunning.current && !isRunning) void utils.invalidate()
    wasRunning.current = isRunning
  }, [isRunning, utils])
  return newest
}

/** An archive of another JobPilot, or an older one of this: added to what is here. */
export function ImportCard() {
  const [upload, setUpload] = useState<Upload>({ step: 'none' })
  const utils = trpc.useUtils()
  const newest = useNewestImport()
  // The same file may be chosen once more.
  const reset = useRef<() => void>(null)
  const send = async (file: File | null) => {
    reset.current?.()
    if (!file) return
    setUpload({ step: 'sending', percent: 0 })
    try {
      await uploadArchive(file, (percent) => setUpload({ step: 'sending', percent }))
      await utils.privacy.imports.list.invalidate()
      setUpload({ step: 'none' })
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
      {upload.step === 'none' && newest && <ImportWords one={newest} />}
      <div className="row">
        <FileButton accept=".zip,application/zip" onChange={(file) => void send(file)} resetRef={reset}>
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
