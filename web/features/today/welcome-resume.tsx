import { Button } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import { counted } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RunProgress } from '../agents/run-progress.tsx'
import type { ListedResume } from '../resumes/resume-row.tsx'
import { UploadPanel } from '../resumes/upload-panel.tsx'
import { useUploads } from '../resumes/use-uploads.ts'
import { TrySamples } from '../samples/try-samples.tsx'
import { stepAfter } from './welcome-steps.ts'

const next = paths.welcome(stepAfter('resume') ?? undefined)
const afterRead = { to: next, label: 'Go on' }

interface WelcomeResumeProps {
  resume: ListedResume | null
  reading: ListedResume | null
}

/** First step: the file, or the sample instead of one. */
export function WelcomeResume({ resume, reading }: WelcomeResumeProps) {
  const navigate = useNavigate()
  const goOn = () => void navigate(next)
  const uploads = useUploads({ onRead: goOn })
  const isFollowed = uploads.items.some(({ runId }) => runId === reading?.runId)
  return (
    <div className="columns wide-left">
      <Card title="Upload your résumé">
        {resume && (
          <Notice tone="good">
            {resume.fileName} is read: {counted(resume.factCount, 'fact')}.{' '}
            <Link to={next}>Go on with it</Link>
          </Notice>
        )}
        {reading?.runId && !isFollowed && <ReadingOn resume={reading} runId={reading.runId} onDone={goOn} />}
        <UploadPanel
          uploads={uploads}
          label={resume ? 'Upload another PDF or Word file' : 'Upload a PDF or Word file'}
          hint="Choose it, or drop it anywhere on this page. Up to 10 MB."
          afterRead={afterRead}
        />
        <p className="small quiet">
          Reading it takes a few seconds. It is read on this JobPilot and sent nowhere; you can remove it at
          any time.
        </p>
      </Card>
      <Card title="No file at hand?">
        <p>
          Look around with a fictional résumé and some forty fictional postings. That takes less than a
          minute, and one click removes them again.
        </p>
        <div>
          <TrySamples />
        </div>
        <div className="row">
          <Button component={Link} to={next} variant="subtle">
            Skip this step
          </Button>
        </div>
      </Card>
    </div>
  )
}

/** After a reload the upload is forgotten here, but the reading goes on. */
function ReadingOn({ resume, runId, onDone }: { resume: ListedResume; runId: string; onDone: () => void }) {
  const utils = trpc.useUtils()
  return (
    <div className="stack tight">
      <strong>{resume.fileName}</strong>
      <RunProgress
        runId={runId}
        onDone={() => {
          void utils.resumes.list.invalidate()
          onDone()
        }}
      />
    </div>
  )
}
