import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { counted, languageName, relativeDay, shortDate } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import type { Outputs } from '../../trpc.ts'
import { Notice, Tag } from '../../ui/notice.tsx'
import { RunProgress } from '../agents/run-progress.tsx'

export type ListedResume = Outputs['resumes']['list']['items'][number]

interface ResumeRowProps {
  resume: ListedResume
  /** Its run is being shown elsewhere on the page. */
  isFollowed: boolean
  onRemove: (resume: ListedResume) => void
}

export function ResumeRow({ resume, isFollowed, onRemove }: ResumeRowProps) {
  const { id, fileName, state, error, version, inLanguage, runId, isSample, createdAt } = resume
  return (
    <li className="resume-row">
      <div className="resume-row-words">
        <div className="row">
          <Link to={paths.resume(id)} className="resume-name">
            {fileName}
          </Link>
          {state === 'reading' && <Tag tone="quiet">being read</Tag>}
          {state === 'failed' && <Tag tone="bad">could not be read</Tag>}
          {isSample && <Tag tone="quiet">sample data</Tag>}
        </div>
        <p className="quiet small tabular">
          {[
            version > 1 && `Version ${version}`,
            inLanguage && languageName(inLanguage),
            <time key="added" dateTime={createdAt} title={shortDate(createdAt)}>
              added {relativeDay(createdAt)}
            </time>,
          ]
            .filter(Boolean)
            .flatMap((part, index) => (index > 0 ? [' · ', part] : [part]))}
        </p>
        {state === 'reading' && !isFollowed && runId && (
          <RunProgress runId={runId} onDone={() => undefined} />
        )}
        {state === 'failed' && !isFollowed && (
          <Notice tone="bad">
            {error?.words ?? 'The file could not be read.'}{' '}
            <Link to={paths.resume(id)}>Upload another version</Link>
          </Notice>
        )}
      </div>
      {state === 'ready' && <Confirmed resume={resume} />}
      <Button variant="subtle" color="quiet" onClick={() => onRemove(resume)}>
        Remove<span className="visually-hidden"> {fileName}</span>
      </Button>
    </li>
  )
}

function Confirmed({ resume: { id, factCount, confirmedCount } }: { resume: ListedResume }) {
  if (factCount === confirmedCount) {
    return <p className="small resume-confirmed tabular">{counted(factCount, 'fact')}, all confirmed</p>
  }
  return (
    <p className="small resume-confirmed tabular">
      {confirmedCount} of {counted(factCount, 'fact')} confirmed{' '}
      <Link to={paths.resume(id)}>Review the rest</Link>
    </p>
  )
}
