import { Button, Progress } from '@mantine/core'
import { Link } from 'react-router'
import type { RunSummary } from '../../../src/domains/agents/schema.ts'
import { relativeDay, timeOfDay } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Tag } from '../../ui/notice.tsx'
import { agentWords, isActive, runStateWords } from './agent-words.ts'
import { useLiveRun } from './live-provider.tsx'
import { useRunActions } from './use-run-actions.ts'

/** One run in a list: what it is about, how it stands, and what can be done with it. */
export function RunRow({ run }: { run: RunSummary }) {
  const { latest, percent } = useLiveRun(isActive(run) ? run.id : null)
  const { cancel, again } = useRunActions()
  const shown = runStateWords[run.state]
  const words = isActive(run) ? (latest?.words ?? run.words) : run.words
  return (
    <li className="run-row">
      <div>
        <Link to={paths.run(run.id)} className="run-subject">
          {agentWords(run.agent)}
          {run.subject && `: ${run.subject}`}
        </Link>
        <p className="quiet small">
          <time dateTime={run.createdAt}>
            {relativeDay(run.createdAt)}, {timeOfDay(run.createdAt)}
          </time>{' '}
          · {words}
        </p>
      </div>
      <div className="row">
        <Tag tone={shown.tone}>{shown.word}</Tag>
        {isActive(run) && (
          <Button size="compact-sm" variant="outline" onClick={() => cancel(run.id)}>
            Cancel<span className="visually-hidden"> {agentWords(run.agent)}</span>
          </Button>
        )}
        {(run.state === 'failed' || run.state === 'cancelled') && (
          <Button size="compact-sm" variant="outline" onClick={() => again(run.id)}>
            Start again
          </Button>
        )}
      </div>
      {run.state === 'running' && (
        <Progress className="run-progress" size="sm" value={Math.max(percent ?? 0, 4)} aria-label={words} />
      )}
    </li>
  )
}
