import { Button, Progress } from '@mantine/core'
import { Link } from 'react-router'
import { errorMessage } from '../../error-message.ts'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { bulkEndWords, bulkTone } from './bulk-words.ts'
import { useAct, useRefreshConsole } from './use-act.ts'
import { useEffect, useRef } from 'react'

const ASK_MS = 1_000

/** Follows the job that acts on all jobs of a filter, until its end; it can be stopped. */
export function BulkProgress({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const job = trpc.jobs.show.useQuery(
    { id: jobId },
    { refetchInterval: ({ state }) => (isOver(state.data?.state) ? false : ASK_MS) },
  )
  const act = useAct()
  const refresh = useRefreshConsole()
  const { data } = job
  const over = isOver(data?.state)
  const told = useRef(false)
  useEffect(() => {
    if (!over || told.current) return
    told.current = true
    refresh()
  }, [over, refresh])
  const link = <Link to={paths.job(jobId)}>Its job</Link>
  const close = (
    <Button size="compact-md" variant="subtle" onClick={onClose}>
      Close
    </Button>
  )
  if (!data) {
    if (!job.error) return <Notice tone="quiet">The bulk action is on its way.</Notice>
    return (
      <Notice tone="bad">
        {errorMessage(job.error)} {close}
      </Notice>
    )
  }
  if (over) {
    return (
      <Notice tone={bulkTone(data)}>
        <div className="row spread">
          <span>{bulkEndWords(data)}</span>
          <span className="row">
            {link} {close}
          </span>
        </div>
      </Notice>
    )
  }
  const words = data.progress?.words ?? 'Waiting for its turn'
  const stop = () =>
    act({ action: 'cancel', ids: [jobId], reason: 'The operator stopped it midway' }).catch(() => undefined)
  return (
    <section className="notice quiet stack tight" aria-label="Bulk action">
      <div className="row spread">
        <span role="status">{data.cancelRequested ? `Stopping: ${words}` : words}</span>
        <span className="row">
          {link}
          <Button
            size="compact-md"
            variant="outline"
            disabled={data.cancelRequested}
            onClick={() => void stop()}
          >
            Stop here
          </Button>
        </span>
      </div>
      <Progress value={Math.max(data.progress?.percent ?? 0, 3)} animated aria-label={words} />
    </section>
  )
}

function isOver(state: string | undefined): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}
