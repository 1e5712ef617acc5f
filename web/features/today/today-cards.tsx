import { Link } from 'react-router'
import { counted, relativeDay } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Tag } from '../../ui/notice.tsx'
import { RunRow } from '../agents/run-row.tsx'
import { verdictWords } from '../matching/verdict-words.ts'
import { todayInputs } from './today-queries.ts'

function MoreLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="small">
      {children}
    </Link>
  )
}

/** Drafts that wait for the person's yes. */
export function WaitingDrafts() {
  const drafts = trpc.drafts.list.useQuery(todayInputs.drafts)
  return (
    <Card title="Waiting for your approval" actions={<MoreLink to={paths.drafts()}>All drafts</MoreLink>}>
      <Loaded query={drafts} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="Nothing waits for you">
              A letter appears here when you have one drafted from a match.
            </EmptyState>
          ) : (
            <ul className="plain-list" aria-label="Drafts waiting for approval">
              {items.map((draft) => (
                <WaitingDraft key={draft.id} draft={draft} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}

function WaitingDraft({ draft }: { draft: Outputs['drafts']['list']['items'][number] }) {
  return (
    <li className="today-row">
      <div>
        <Link to={paths.draft(draft.id)} className="today-title">
          {[draft.title, draft.organization].filter(Boolean).join(' · ')}
        </Link>
        <p className="quiet small today-excerpt">{draft.excerpt}</p>
      </div>
      {draft.flagged > 0 ? (
        <Tag tone="bad">{counted(draft.flagged, 'sentence')} without proof</Tag>
      ) : (
        <Tag tone="good">every claim proved</Tag>
      )}
    </li>
  )
}

/** Matches that the person hasn't looked at, best first. */
export function NewMatches() {
  const matches = trpc.matches.list.useQuery(todayInputs.matches)
  return (
    <Card title="New matches" actions={<MoreLink to={paths.matches()}>All matches</MoreLink>}>
      <Loaded query={matches} lines={5}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="Nothing new" action={<Link to={paths.addPosting()}>Add a posting</Link>}>
              Each posting that you add is matched with your résumé and shows up here.
            </EmptyState>
          ) : (
            <ul className="plain-list" aria-label="New matches">
              {items.map((match) => (
                <NewMatch key={match.id} match={match} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}

function NewMatch({ match }: { match: Outputs['matches']['list']['items'][number] }) {
  const { word, tone } = verdictWords[match.verdict]
  const where = [match.organization, match.places[0]].filter(Boolean).join(' · ')
  return (
    <li className="today-row scored">
      <span className="today-score">
        {match.score ?? '–'}
        <span className="visually-hidden">{match.score === null ? 'not scored' : ' of 100'}</span>
      </span>
      <div>
        <Link to={paths.posting(match.postingId, match.id)} className="today-title">
          {match.title}
        </Link>
        <p className="quiet small">{where}</p>
        {match.missing.length > 0 && <p className="quiet small">Missing: {match.missing.join(' · ')}</p>}
      </div>
      <Tag tone={tone}>{word}</Tag>
    </li>
  )
}

/** What was saved and not yet applied for: a nudge, no more. */
export function SavedApplications() {
  const saved = trpc.applications.list.useQuery(todayInputs.saved)
  const items = saved.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card
      title="Saved, not yet applied"
      actions={<MoreLink to={paths.applications()}>All applications</MoreLink>}
    >
      <ul className="plain-list" aria-label="Saved applications">
        {items.map((application) => (
          <li key={application.id} className="today-row">
            <Link to={paths.application(application.id)} className="today-title">
              {[application.title, application.organization].filter(Boolean).join(' · ')}
            </Link>
            <span className="quiet small">saved {relativeDay(application.createdAt)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Runs on their way, with a way to stop them. */
export function RunningNow() {
  const runs = trpc.agents.runs.useQuery(todayInputs.running)
  const active = runs.data?.runs ?? []
  if (active.length === 0) return null
  return (
    <Card title="Running now">
      <ul className="plain-list" aria-label="Running now">
        {active.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </ul>
    </Card>
  )
}
