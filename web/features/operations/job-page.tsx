import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { JobAction } from '../../../src/domains/operations/control/schema.ts'
import type { JobDetail } from './job-shape.ts'
import { dateAndTime } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { actionOrder, actionsFor, actionWords } from './action-words.ts'
import { useConsoleShortcuts } from './console-keys.tsx'
import { useConsoleLive, useOnTick } from './console-live.tsx'
import { JobAttempts } from './job-attempts.tsx'
import { JobFacts } from './job-facts.tsx'
import { JobActions, JobTimeline } from './job-history.tsx'
import { JobJson } from './job-json.tsx'
import './job-page.css'
import { JobStateTag } from './job-state-tag.tsx'
import { JobWhy } from './job-why.tsx'
import { useAct } from './use-act.ts'
import { useKeptFocus } from './use-kept-focus.ts'

/** Progress and log lines of one job are told by nothing else. */
const RUNNING_MS = 1_000

/** One job: why it stands as it does and what mends it, then everything that is known of it. */
export function JobPage() {
  const { id = '' } = useParams()
  const { query, setRemoved } = useJob(id)
  const [asked, setAsked] = useState<JobAction | null>(null)
  const act = useAct()
  const navigate = useNavigate()
  const job = query.data
  const kept = useKeptFocus<HTMLDivElement>(job)
  const possible = job ? actionsFor([job.state]) : []
  useConsoleShortcuts(
    possible.flatMap((action) => {
      const { key, label } = actionWords[action]
      return key === undefined ? [] : [{ key, words: `${label} this job`, act: () => setAsked(action) }]
    }),
  )
  const confirm = async (action: JobAction, reason: string, details: object) => {
    const removing = action === 'remove'
    // Asking after a job that has just been removed would only be refused.
    if (removing) setRemoved(true)
    try {
      const { changed } = await act({ action, ids: [id], reason, seen: job?.state, ...details })
      if (removing && changed > 0) await navigate(paths.jobs(), { replace: true })
      else setRemoved(false)
    } catch (error) {
      setRemoved(false)
      throw error
    }
  }
  return (
    <Page
      title={job?.task ?? 'Job'}
      tabTitle={job ? `${job.task} ${job.state}` : 'Job'}
      above={<Link to={paths.jobs()}>Jobs</Link>}
      actions={job && <JobButtons job={job} ask={setAsked} />}
    >
      <Loaded query={query} lines={10}>
        {(detail) => <JobParts job={detail} ask={setAsked} kept={kept} />}
      </Loaded>
      {asked && job && (
        <ActionDialog
          action={asked}
          jobs={[job]}
          onConfirm={(reason, details) => confirm(asked, reason, details)}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  )
}

/** The job, read anew while it changes. */
function useJob(id: string) {
  const { status } = useConsoleLive()
  const [removed, setRemoved] = useState(false)
  const query = trpc.jobs.show.useQuery(
    { id },
    {
      enabled: !removed,
      refetchInterval: ({ state }) =>
        status !== 'paused' && state.data?.state === 'running' ? RUNNING_MS : false,
    },
  )
  useOnTick(() => {
    if (!removed && query.data) void query.refetch({ cancelRefetch: false })
  })
  return { query, setRemoved }
}

function JobButtons({ job, ask }: { job: JobDetail; ask: (action: JobAction) => void }) {
  const possible = new Set(actionsFor([job.state]))
  return actionOrder
    .filter((action) => possible.has(action))
    .map((action) => (
      <Button
        key={action}
        variant="outline"
        color={actionWords[action].tone}
        aria-keyshortcuts={actionWords[action].key}
        disabled={action === 'cancel' && job.cancelRequested}
        onClick={() => ask(action)}
      >
        {actionWords[action].label}
      </Button>
    ))
}

interface JobPartsProps {
  job: JobDetail
  ask: (action: JobAction) => void
  /** Has the keyboard once the button that was pressed is gone. */
  kept: React.RefObject<HTMLDivElement | null>
}

function JobParts({ job, ask, kept }: JobPartsProps) {
  return (
    <>
      <div className="row" ref={kept} tabIndex={-1} aria-live="polite">
        <JobStateTag
          state={job.state}
          held={job.held}
          runAt={job.runAt}
          cancelRequested={job.cancelRequested}
        />
        <span className="quiet">{job.lane}</span>
        {job.person && <span className="quiet">{job.person.email}</span>}
      </div>
      <JobProgress job={job} />
      {job.why.length > 0 && (
        <section className="stack tight" aria-label="Why">
          <JobWhy job={job} ask={ask} />
        </section>
      )}
      <div className="columns wide-left">
        <div className="stack">
          <JobAttempts job={job} />
          <JobTimeline job={job} />
        </div>
        <div className="stack">
          <JobFacts job={job} />
          <JobActions job={job} />
          <Contents job={job} />
        </div>
      </div>
    </>
  )
}

function JobProgress({ job: { state, progress } }: { job: JobDetail }) {
  if (state !== 'running' || !progress) return null
  const { percent, words } = progress
  return (
    <div className="stack tight">
      <span role="status">
        {percent !== null && `${Math.round(percent)} % · `}
        {words}
      </span>
      <Progress value={percent ?? 100} animated={percent === null} aria-label={words} />
    </div>
  )
}

function Contents({ job: { payload, result, resultExpiresAt, cursor } }: { job: JobDetail }) {
  return (
    <>
      <Card title="Payload">
        <JobJson value={payload} of="payload" />
        <p className="quiet small">Secrets and what people wrote are masked.</p>
      </Card>
      {isThere(result) && (
        <Card title="Result">
          <JobJson value={result} of="result" />
          {resultExpiresAt !== null && (
            <p className="quiet small">Kept until {dateAndTime(resultExpiresAt)}.</p>
          )}
        </Card>
      )}
      {isThere(cursor) && (
        <Card title="Memory between attempts">
          <JobJson value={cursor} of="memory" />
        </Card>
      )}
    </>
  )
}

const isThere = (value: unknown): boolean => value !== null && value !== undefined
