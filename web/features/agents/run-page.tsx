import { Button } from '@mantine/core'
import { Link, useParams } from 'react-router'
import type { RunDetail } from '../../../src/domains/agents/schema.ts'
import { dateAndTime } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Tag } from '../../ui/notice.tsx'
import { agentWords, isActive, runStateWords } from './agent-words.ts'
import { PausedNotice } from './pause-control.tsx'
import { RunProgress } from './run-progress.tsx'
import { RunReplay } from './run-replay.tsx'
import { useRunActions } from './use-run-actions.ts'

/** One run: how it stands, what came of it, and its steps again at their own pace. */
export function RunPage() {
  const { id = '' } = useParams()
  const run = trpc.agents.run.useQuery({ id })
  const title = run.data ? agentWords(run.data.agent) : 'Run'
  return (
    <Page
      title={title}
      intro={run.data?.subject}
      above={<Link to={paths.agents()}>Agents</Link>}
      actions={run.data && <RunActions run={run.data} />}
    >
      <PausedNotice />
      <Loaded query={run} lines={8}>
        {(detail) => (
          <>
            <Outcome run={detail} onDone={() => void run.refetch()} />
            <RunReplay key={detail.id} run={detail} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function RunActions({ run }: { run: RunDetail }) {
  const { cancel, again, busy } = useRunActions()
  if (isActive(run)) {
    return (
      <Button variant="outline" loading={busy} onClick={() => cancel(run.id)}>
        Cancel
      </Button>
    )
  }
  if (run.state === 'succeeded') return null
  return (
    <Button loading={busy} onClick={() => again(run.id)}>
      Start again
    </Button>
  )
}

function Outcome({ run, onDone }: { run: RunDetail; onDone: () => void }) {
  const shown = runStateWords[run.state]
  const links = resultLinks(run)
  return (
    <Card title="How it stands" actions={<Tag tone={shown.tone}>{shown.word}</Tag>}>
      {isActive(run) ? <RunProgress runId={run.id} onDone={onDone} /> : <p>{run.words}</p>}
      <p className="quiet small">
        Started {dateAndTime(run.startedAt ?? run.createdAt)}
        {run.finishedAt && `, ended ${dateAndTime(run.finishedAt)}`}
      </p>
      {links.length > 0 && (
        <div className="row">
          {links.map(({ label, to }) => (
            <Button key={to} component={Link} to={to} variant="outline">
              {label}
            </Button>
          ))}
        </div>
      )}
    </Card>
  )
}

/** Where what it made can be seen. */
function resultLinks({ agent, result }: RunDetail): { label: string; to: string }[] {
  const idOf = (key: string): string | null => {
    const value = result?.[key]
    return typeof value === 'string' ? value : null
  }
  const [resumeId, postingId, draftId] = [idOf('resumeId'), idOf('postingId'), idOf('draftId')]
  const links: { label: string; to: string }[] = []
  if (draftId) links.push({ label: 'Open the draft', to: paths.draft(draftId) })
  if (postingId) links.push({ label: 'Open the posting', to: paths.posting(postingId) })
  if (resumeId) links.push({ label: 'Open the résumé', to: paths.resume(resumeId) })
  if (result && (agent === 'match_all' || agent === 'samples' || agent === 'match'))
    links.push({ label: 'See the matches', to: paths.matches() })
  return links
}
