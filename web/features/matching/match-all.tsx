import { Button } from '@mantine/core'
import { useCallback, useState } from 'react'
import { errorMessage } from '../../error-message.ts'
import { counted } from '../../lib/format.ts'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { sayDone, sayFailure } from '../../ui/toast.tsx'
import { RunProgress } from '../agents/run-progress.tsx'

/** Matches everything that isn't matched yet. A run that is on its way already is followed instead of started again. */
export function useMatchAll() {
  const utils = trpc.useUtils()
  const active = trpc.agents.runs.useQuery({ agent: 'match_all', active: true, limit: 1 })
  const [started, setStarted] = useState<string | null>(null)
  const start = trpc.matches.startAll.useMutation({
    onSuccess: ({ runId }) => setStarted(runId),
    onError: (error) => sayFailure(errorMessage(error)),
  })
  const onDone = useCallback(
    (result: Record<string, unknown>) => {
      const { nextRunId, matched } = result
      setStarted(typeof nextRunId === 'string' ? nextRunId : null)
      void Promise.all([
        utils.matches.invalidate(),
        utils.postings.list.invalidate(),
        utils.agents.runs.invalidate(),
      ])
      if (typeof nextRunId === 'string') return
      sayDone(
        typeof matched === 'number' && matched > 0
          ? `${counted(matched, 'posting')} matched.`
          : 'Everything is matched already.',
      )
    },
    [utils],
  )
  const { mutate } = start
  return {
    runId: started ?? active.data?.runs[0]?.id ?? null,
    isStarting: start.isPending,
    start: useCallback(() => mutate({}), [mutate]),
    onDone,
  }
}

type MatchAll = ReturnType<typeof useMatchAll>

export function MatchAllButton({
  all,
  variant = 'outline',
}: {
  all: MatchAll
  variant?: 'outline' | 'filled'
}) {
  return (
    <Button variant={variant} loading={all.isStarting || all.runId !== null} onClick={all.start}>
      Match all
    </Button>
  )
}

export function MatchAllProgress({ all }: { all: MatchAll }) {
  if (all.runId === null) return null
  return (
    <Card title="Matching your postings">
      <RunProgress key={all.runId} runId={all.runId} onDone={all.onDone} onAgain={all.start} />
    </Card>
  )
}
