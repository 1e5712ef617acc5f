import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { JobAction } from '../../../src/domains/operations/control/schema.ts'
import type { JobDetail } from './job-shape.ts'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { Notice, type Tone } from '../../ui/notice.tsx'
import { actionWords } from './action-words.ts'
import { useOverview } from './console-live.tsx'
import { LiftDialog } from './holds-dialogs.tsx'
import { localTimes } from './job-words.ts'
import { LimitsDialog } from './overview-limits.tsx'

interface JobWhyProps {
  job: JobDetail
  ask: (action: JobAction) => void
}

/** Why the job stands as it does, each reason with what mends it. */
export function JobWhy({ job, ask }: JobWhyProps) {
  return job.why.map(({ code, words }) => (
    <Notice key={code + words} tone={toneOf(code)}>
      <div className="row spread">
        <span className="job-why">{localTimes(words)}</span>
        <Fix code={code} job={job} ask={ask} />
      </div>
    </Notice>
  ))
}

const badCodes = new Set(['failed', 'no_worker', 'worker_lost', 'over_deadline'])
const quietCodes = new Set(['scheduled', 'in_line', 'next', 'place_free', 'cancelled'])

function toneOf(code: string): Tone {
  if (badCodes.has(code)) return 'bad'
  return quietCodes.has(code) ? 'quiet' : 'fair'
}

const fixingActions: Record<string, JobAction> = {
  failed: 'retry',
  cancelled: 'retry',
  scheduled: 'runNow',
  retry_later: 'runNow',
  in_line: 'setPriority',
}

function Fix({ code, job, ask }: JobWhyProps & { code: string }) {
  const action = fixingActions[code]
  if (action !== undefined) {
    return <Button onClick={() => ask(action)}>{actionWords[action].label}</Button>
  }
  if (code === 'operator_hold') return <LiftFix job={job} />
  if (code === 'person_limit' || code === 'lane_limit') return <LimitFix lane={job.lane} />
  if (code === 'no_worker' || code === 'worker_lost') return <Link to={paths.workers()}>See workers</Link>
  return null
}

/** Lifts the pauses that keep the job from beginning, one after the other. */
function LiftFix({ job: { lane, task, person } }: { job: JobDetail }) {
  const [open, setOpen] = useState(false)
  const holds = trpc.holds.list.useQuery()
  const hold = holds.data?.items.find(
    (one) =>
      (one.lane === null || one.lane === lane) &&
      (one.task === null || one.task === task) &&
      (one.person === null || one.person.id === person?.id),
  )
  if (!hold) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>Lift the pause</Button>
      {open && <LiftDialog hold={hold} onClose={() => setOpen(false)} />}
    </>
  )
}

function LimitFix({ lane }: { lane: string }) {
  const [open, setOpen] = useState(false)
  const now = useOverview().data?.lanes.find((one) => one.lane === lane)
  if (!now) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>Change the limits</Button>
      {open && <LimitsDialog lane={now} onClose={() => setOpen(false)} />}
    </>
  )
}
