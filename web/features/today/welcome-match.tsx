import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { errorMessage } from '../../error-message.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RunProgress } from '../agents/run-progress.tsx'
import type { ListedResume } from '../resumes/resume-row.tsx'
import { useSamples } from '../samples/use-samples.ts'
import { NeedsResume } from './needs-resume.tsx'

/** Last step: postings, and how they fit. */
export function WelcomeMatch({ resume }: { resume: ListedResume | null }) {
  const postings = trpc.postings.list.useQuery({ limit: 1 })
  if (!resume) {
    return (
      <NeedsResume step="First matches" title="A match needs a résumé">
        It compares what a posting asks for with what your résumé says, line by line.
      </NeedsResume>
    )
  }
  return (
    <Card title="First matches">
      <Loaded query={postings}>
        {({ items }) => <Matching resume={resume} hasPostings={items.length > 0} />}
      </Loaded>
    </Card>
  )
}

function Matching({ resume, hasPostings }: { resume: ListedResume; hasPostings: boolean }) {
  const matching = useMatching(resume.id)
  const samples = useSamples()
  const [bringing, setBringing] = useState(false)
  if (matching.isDone) return <Done words={matching.words} />
  if (matching.runId) {
    return (
      <>
        <p className="quiet">Forty postings take a few seconds. You may leave; the matching goes on.</p>
        <RunProgress
          key={matching.runId}
          runId={matching.runId}
          onDone={matching.onRunDone}
          onAgain={matching.start}
        />
      </>
    )
  }
  if (bringing && samples.runId) {
    const goOn = () => {
      setBringing(false)
      matching.start()
    }
    return <RunProgress runId={samples.runId} onDone={goOn} onAgain={() => samples.add.mutate()} />
  }
  const bring = () => {
    setBringing(true)
    samples.add.mutate()
  }
  const addPosting = (
    <Button component={Link} to={paths.addPosting()} variant={hasPostings ? 'outline' : 'filled'}>
      {hasPostings ? 'Add another posting' : 'Add a posting you found'}
    </Button>
  )
  return (
    <>
      <p>
        {hasPostings
          ? `Your postings are matched with ${resume.fileName}: what each asks for against what you can show.`
          : 'Add a job that you found, by its address, as text or as a file. It is matched with your résumé right away.'}
      </p>
      {matching.error && <Notice tone="bad">{matching.error}</Notice>}
      <div className="row">
        {hasPostings && (
          <Button loading={matching.isStarting} onClick={matching.start}>
            Match them
          </Button>
        )}
        {addPosting}
        {!hasPostings && (
          <Button variant="outline" loading={samples.add.isPending} onClick={bring}>
            Use the sample postings
          </Button>
        )}
      </div>
      {!hasPostings && (
        <p className="small quiet">
          The sample is some forty fictional postings, with a fictional résumé of their own. One click in the
          settings removes both.
        </p>
      )}
    </>
  )
}

/** Starts the matching and follows it over several runs, should there be more than one of postings. */
function useMatching(resumeId: string) {
  const [runId, setRunId] = useState<string | null>(null)
  const [result, setResult] = useState<Record<string, unknown> | null>(null)
  const start = trpc.matches.startAll.useMutation({ onSuccess: (started) => setRunId(started.runId) })
  const onRunDone = (ended: Record<string, unknown>) => {
    if (typeof ended['nextRunId'] === 'string') return setRunId(ended['nextRunId'])
    setResult(ended)
  }
  return {
    runId,
    isDone: result !== null,
    words: result ? spread(result) : null,
    isStarting: start.isPending,
    error: start.error ? errorMessage(start.error) : null,
    start: () => {
      if (!start.isPending) start.mutate({ resumeId })
    },
    onRunDone,
  }
}

const verdicts = [
  ['strong', 'strong'],
  ['possible', 'possible'],
  ['weak', 'weak'],
  ['blocked', 'ruled out'],
  ['cantTell', 'can’t tell'],
] as const

/** “3 strong, 8 possible”; null when nothing was new. */
function spread(result: Record<string, unknown>): string | null {
  const parts = verdicts.flatMap(([key, words]) => {
    const count = result[key]
    return typeof count === 'number' && count > 0 ? [`${count} ${words}`] : []
  })
  return parts.join(', ') || null
}

function Done({ words }: { words: string | null }) {
  return (
    <>
      <Notice tone="good">{words ? `Matched: ${words}.` : 'Everything is matched already.'}</Notice>
      <p>Open one to see each line of the posting beside the words of your résumé that answer it.</p>
      <div>
        <Button component={Link} to={paths.matches()}>
          See your matches
        </Button>
      </div>
    </>
  )
}
