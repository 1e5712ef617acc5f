import { Link } from 'react-router'
import { counted } from '../../lib/format.ts'
import { byteWords } from '../../lib/measures.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice, Tag } from '../../ui/notice.tsx'
import { useOnTick } from './console-live.tsx'
import { Fact, Facts } from './facts.tsx'
import { IdLink } from './id-link.tsx'
import { RelativeTime, Since } from './time-parts.tsx'
import { useThingKeys } from './use-thing-keys.ts'
import { placesOf, stateOf, versionsOf, workerStates, type Worker } from './workers-states.ts'

/** The processes that run jobs: which are alive, what they do, and what became of the others. */
export function WorkersPage() {
  const query = trpc.workers.list.useQuery()
  useOnTick(() => void query.refetch({ cancelRefetch: false }))
  useThingKeys('worker')
  return (
    <Page title="Workers" intro="The processes that run jobs.">
      <Loaded query={query} lines={8}>
        {({ workers }) => {
          const atWork = workers.filter((worker) => worker.stoppedAt === null)
          const gone = workers.filter((worker) => worker.stoppedAt !== null)
          return (
            <>
              {!workers.some(({ alive }) => alive) && (
                <Notice tone="bad">No worker is alive: nothing runs until one starts.</Notice>
              )}
              <Versions workers={workers} />
              {atWork.length > 0 && (
                <Card title="At work">
                  <WorkerList workers={atWork} label="Workers at work" />
                </Card>
              )}
              {workers.length === 0 && (
                <EmptyState title="No worker is remembered">
                  Workers tell of themselves when they start.
                </EmptyState>
              )}
              {gone.length > 0 && (
                <Card title="No longer at work">
                  <details>
                    <summary>{goneWords(gone)}</summary>
                    <WorkerList workers={gone} label="Stopped workers" />
                  </details>
                </Card>
              )}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

/** The state says so already. */
const isTelling = (reason: string | null) => reason !== null && reason !== 'lost' && reason !== 'stopped'

function goneWords(gone: readonly Worker[]): string {
  const lost = gone.filter((worker) => stateOf(worker) === 'lost').length
  return `${counted(gone.length, 'worker')} in the last day${lost === 0 ? '' : `, ${lost} of them lost`}`
}

/** Old and new code side by side is worth knowing: for a while it is a deployment, later it is a mistake. */
function Versions({ workers }: { workers: readonly Worker[] }) {
  const versions = versionsOf(workers)
  if (versions.length < 2) return null
  const words = versions.map(({ version, count }) => `${version} (${counted(count, 'worker')})`).join(', ')
  return (
    <Notice>
      {versions.length} versions run side by side: {words}.
    </Notice>
  )
}

function WorkerList({ workers, label }: { workers: readonly Worker[]; label: string }) {
  return (
    <ul className="plain-list things" aria-label={label}>
      {workers.map((worker) => (
        <li key={worker.id}>
          <WorkerPart worker={worker} />
        </li>
      ))}
    </ul>
  )
}

function WorkerPart({ worker }: { worker: Worker }) {
  const { id, host, pid, version, lanes, busy, memoryBytes, startedAt, heartbeatAt, stoppedAt, stopReason } =
    worker
  const { word, tone } = workerStates[stateOf(worker)]
  return (
    <>
      <div className="thing-head">
        <h3>
          {host}:{pid}
        </h3>
        <Tag tone={tone}>{word}</Tag>
        <span className="quiet small">
          <IdLink id={id} of="worker" />
        </span>
      </div>
      <Facts>
        <Fact name="Heartbeat">
          <RelativeTime at={heartbeatAt} />
        </Fact>
        <Fact name="Version">{version}</Fact>
        <Fact name="Busy">
          {busy} of {placesOf(worker)} places
        </Fact>
        <Fact name="Memory">{byteWords(memoryBytes)}</Fact>
        <Fact name="Started">
          <RelativeTime at={startedAt} />
        </Fact>
        {stoppedAt !== null && (
          <Fact name="Stopped">
            <RelativeTime at={stoppedAt} />
            {isTelling(stopReason) && ` (${stopReason})`}
          </Fact>
        )}
        <Fact name="Lanes" wide>
          {Object.entries(lanes)
            .map(([lane, places]) => `${lane} × ${places}`)
            .join(' · ')}
        </Fact>
      </Facts>
      <WorkerJobs worker={worker} />
    </>
  )
}

function WorkerJobs({ worker: { jobs, busy, host, pid } }: { worker: Worker }) {
  if (jobs.length === 0) return null
  return (
    <div className="stack tight">
      <ul className="plain-list worker-jobs" aria-label={`Jobs of ${host}:${pid}`}>
        {jobs.map(({ id, task, lane, attempt, startedAt }) => (
          <li key={id}>
            <Link to={paths.job(id)}>
              {task} <code>{id.slice(-8)}</code>
            </Link>{' '}
            <span className="quiet small">
              {lane}, attempt {attempt}
              {startedAt !== null && (
                <>
                  , for <Since at={startedAt} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {busy > jobs.length && <p className="quiet small">And {busy - jobs.length} more.</p>}
    </div>
  )
}
