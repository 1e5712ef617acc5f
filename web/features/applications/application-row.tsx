import { memo } from 'react'
import { Link } from 'react-router'
import { relativeDay, shortDate } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import type { Outputs } from '../../trpc.ts'
import { Tag } from '../../ui/notice.tsx'
import './application-row.css'
import { StageMenu } from './stage-menu.tsx'
import type { Target } from './use-move.ts'

type Summary = Outputs['applications']['list']['items'][number]

interface ApplicationRowProps {
  application: Summary
  onMove: (application: Summary, target: Target) => void
}

/** One application in a line: what, where, how far, since when, how well it fits. */
export const ApplicationRow = memo(function ApplicationRow({ application, onMove }: ApplicationRowProps) {
  const { id, title, organization, places, stage, outcome, stageSince, matchScore, isSample } = application
  const where = [organization, places.slice(0, 2).join(', ')].filter(Boolean).join(' · ')
  return (
    <article className="application-row">
      <div className="application-what">
        <Link className="application-title" to={paths.application(id)}>
          {title}
        </Link>
        {isSample && <Tag tone="quiet">sample</Tag>}
        <p className="small quiet">{where || 'Added by hand'}</p>
      </div>
      <div className="application-stage">
        <StageMenu
          title={title}
          stage={stage}
          outcome={outcome}
          onMove={(target) => onMove(application, target)}
        />
      </div>
      <p className="application-since small quiet">
        <time dateTime={stageSince} title={shortDate(stageSince)}>
          {relativeDay(stageSince)}
        </time>
      </p>
      <p className="application-score tabular small">
        {matchScore !== null && (
          <>
            <span className="quiet">Fit</span> {matchScore}
          </>
        )}
      </p>
      <Links application={application} />
    </article>
  )
})

function Links({ application }: { application: Summary }) {
  const { title, postingId, draftId, url } = application
  return (
    <p className="application-links small">
      {postingId ? (
        <Link to={paths.posting(postingId)} aria-label={`Posting: ${title}`}>
          Posting
        </Link>
      ) : (
        url && (
          <a href={url} target="_blank" rel="noreferrer" aria-label={`Website of the posting: ${title}`}>
            Website
          </a>
        )
      )}
      {draftId && (
        <Link to={paths.draft(draftId)} aria-label={`Letter: ${title}`}>
          Letter
        </Link>
      )}
    </p>
  )
}
