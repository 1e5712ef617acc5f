import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { errorMessage } from '../../error-message.ts'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { RunProgress } from '../agents/run-progress.tsx'

/** After a change: what is matched already was held against the sentences of before. */
export function MatchAgain() {
  const resumes = trpc.resumes.list.useQuery({})
  const [runId, setRunId] = useState<string | null>(null)
  const [isDone, setIsDone] = useState(false)
  const start = trpc.matches.startAll.useMutation({ onSuccess: (started) => setRunId(started.runId) })
  const again = () => {
    if (!start.isPending) start.mutate({})
  }
  const followed = ({ nextRunId }: Record<string, unknown>) => {
    if (typeof nextRunId === 'string') setRunId(nextRunId)
    else setIsDone(true)
  }
  // Without a résumé nothing was matched before.
  if (!resumes.data?.items.some(({ state }) => state === 'ready')) {
    return <Notice tone="good">Kept. Matching goes by it as soon as there is a résumé.</Notice>
  }
  if (isDone) {
    return (
      <Notice tone="good">
        Matched again by what you look for now. <Link to={paths.matches()}>See your matches</Link>
      </Notice>
    )
  }
  if (runId) return <RunProgress key={runId} runId={runId} onDone={followed} onAgain={again} />
  return (
    <Notice tone="quiet">
      Kept. New matches go by it; those you have were made before.{' '}
      <Button variant="outline" loading={start.isPending} onClick={again}>
        Match again
      </Button>
      {start.error && <p>{errorMessage(start.error)}</p>}
    </Notice>
  )
}
