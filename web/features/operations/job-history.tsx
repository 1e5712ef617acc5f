import { Link } from 'react-router'
import type { JobDetail } from './job-shape.ts'
import { dateAndSeconds, shortDate, timeOfDay } from '../../lib/format.ts'
import { durationWords } from '../../lib/measures.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/card.tsx'
import { actionWords } from './action-words.ts'
import { timelineOf } from './job-timeline.ts'
import { RelativeTime } from './time-parts.tsx'

/** What happened one after the other, and how long after what was before. */
export function JobTimeline({ job }: { job: JobDetail }) {
  const moments = timelineOf(job)
  return (
    <Card title="Timeline">
      <ol className="plain-list job-timeline" aria-label="Timeline">
        {moments.map(({ at, words, tone, detail }, index) => (
          <li key={at + words} className={tone}>
            <time dateTime={at} title={dateAndSeconds(at)}>
              {clockWords(moments[index - 1]?.at, at)}
            </time>
            <span className="job-since quiet">{sinceWords(moments[index - 1]?.at, at)}</span>
            <span className="job-moment">
              {words}
              {detail !== null && <span className="job-moment-detail">{detail}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** The day is said where it begins. */
function clockWords(before: string | undefined, at: string): string {
  const day = shortDate(at)
  return before !== undefined && shortDate(before) === day ? timeOfDay(at) : `${day}, ${timeOfDay(at)}`
}

function sinceWords(before: string | undefined, at: string): string {
  return before === undefined ? '' : `+${durationWords(Date.parse(at) - Date.parse(before))}`
}

/** What operators did to it, and why. */
export function JobActions({ job: { id, actions } }: { job: JobDetail }) {
  if (actions.length === 0) return null
  return (
    <Card title="What operators did" actions={<Link to={paths.audit({ target: id })}>In the audit log</Link>}>
      <ul className="plain-list things" aria-label="What operators did">
        {actions.map(({ at, action, actor, reason }) => (
          <li key={at + action}>
            <span>
              <strong>{actionLabel(action)}</strong> by {actorWords(actor)}, <RelativeTime at={at} />
              {reason !== null && <>: “{reason}”</>}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function actionLabel(action: string): string {
  const name = action.replace(/^jobs\./, '')
  for (const [known, { label }] of Object.entries(actionWords)) if (known === name) return label
  return name === 'bulk' ? 'Began this bulk action' : action
}

function actorWords(actor: JobDetail['actions'][number]['actor']): string {
  if (!actor) return 'the command line'
  return actor.email ?? 'somebody who is gone'
}
