import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import type { ProfileFact } from '../../../src/domains/resumes/schema.ts'
import { errorMessage } from '../../error-message.ts'
import { counted } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RunProgress } from '../agents/run-progress.tsx'
import { useConfirmAll } from '../resumes/confirm-bar.tsx'
import { groupFacts, type FactEntry } from '../resumes/group-facts.ts'
import { FROM_WELCOME } from '../resumes/from-welcome.ts'
import type { ListedResume } from '../resumes/resume-row.tsx'
import { NeedsResume } from './needs-resume.tsx'
import { stepAfter } from './welcome-steps.ts'

const next = paths.welcome(stepAfter('facts') ?? undefined)

interface WelcomeFactsProps {
  resume: ListedResume | null
  /** One that is on its way; the list of résumés says when it is there. */
  reading: ListedResume | null
}

/** Second step: what was read, in short, and one word that it is right. */
export function WelcomeFacts({ resume, reading }: WelcomeFactsProps) {
  if (!resume && reading?.runId) {
    return (
      <Card title={`${reading.fileName} is being read`}>
        <RunProgress runId={reading.runId} onDone={() => undefined} />
      </Card>
    )
  }
  if (!resume) {
    return (
      <NeedsResume step="Its facts" title="There is no résumé yet">
        Once yours is read, its facts stand here to be checked.
      </NeedsResume>
    )
  }
  return <FactReview resume={resume} />
}

function FactReview({ resume }: { resume: ListedResume }) {
  const navigate = useNavigate()
  const read = trpc.resumes.get.useQuery({ id: resume.id })
  const confirm = useConfirmAll(resume.id, () => void navigate(next))
  const open = resume.factCount - resume.confirmedCount
  return (
    <Card
      title={`What ${resume.fileName} says`}
      actions={
        <Link to={paths.resume(resume.id)} state={FROM_WELCOME}>
          Correct it beside the text
        </Link>
      }
    >
      <p className="quiet">
        Matches and letters rest on these facts and on nothing else. Facts you have not confirmed count too,
        but are marked as such.
      </p>
      <Loaded query={read} lines={8}>
        {({ facts }) => <Digest facts={facts} />}
      </Loaded>
      {confirm.error && <Notice tone="bad">{errorMessage(confirm.error)}</Notice>}
      <div className="row">
        {open > 0 ? (
          <>
            <Button loading={confirm.isPending} onClick={() => confirm.mutate({ id: resume.id })}>
              This is right: confirm {open === resume.factCount ? `all ${open}` : `the other ${open}`}
            </Button>
            <Button component={Link} to={next} variant="subtle">
              Skip this step
            </Button>
          </>
        ) : (
          <Button component={Link} to={next}>
            All {counted(resume.factCount, 'fact')} are confirmed: go on
          </Button>
        )}
      </div>
    </Card>
  )
}

/** A line for each job and study, one for each list. */
function Digest({ facts }: { facts: readonly ProfileFact[] }) {
  const sections = useMemo(() => groupFacts(facts), [facts])
  return (
    <dl className="welcome-digest">
      {sections.map(({ id, title, entries }) => (
        <div key={id}>
          <dt>{title}</dt>
          {entries.map((entry) => (
            <dd key={entry.key ?? id}>
              <EntryLine entry={entry} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}

function EntryLine({ entry: { key, heading, when, facts } }: { entry: FactEntry }) {
  if (!key) return facts.map(({ text }) => text).join(' · ')
  const points = facts.filter(({ kind }) => kind === 'highlight')
  if (!heading) return points.map(({ text }) => text).join(' · ')
  return (
    <>
      <strong>{heading}</strong>{' '}
      <span className="quiet small tabular">
        {[when, points.length > 0 && counted(points.length, 'point')].filter(Boolean).join(' · ')}
      </span>
    </>
  )
}
