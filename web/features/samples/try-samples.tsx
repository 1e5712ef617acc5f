import { Button } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '../../paths.ts'
import { RunProgress } from '../agents/run-progress.tsx'
import { useSamples } from './use-samples.ts'

interface TrySamplesProps {
  /** Called when it begins: keep this on the page until it has led on. */
  onStart?: () => void
}

/** One click: a fictional résumé and some forty postings, matched; then the matches. */
export function TrySamples({ onStart }: TrySamplesProps) {
  const navigate = useNavigate()
  const { runId, add } = useSamples()
  const [matchRunId, setMatchRunId] = useState<string | null>(null)
  const toMatches = () => void navigate(paths.matches())
  const added = (result: Record<string, unknown>) => {
    const { matchRunId: next } = result
    if (typeof next === 'string') setMatchRunId(next)
    else toMatches()
  }
  if (matchRunId) return <RunProgress runId={matchRunId} onDone={toMatches} onAgain={() => add.mutate()} />
  if (runId) return <RunProgress runId={runId} onDone={added} onAgain={() => add.mutate()} />
  return (
    <Button
      variant="outline"
      loading={add.isPending}
      onClick={() => {
        onStart?.()
        add.mutate()
      }}
    >
      Try it with sample data
    </Button>
  )
}
