import { memo, type MouseEvent } from 'react'
import { Link } from 'react-router'
import type { MatchSummary } from '../../../src/domains/matching/schema.ts'
import { relativeDay } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icons.tsx'
import { Tag } from '../../ui/notice.tsx'
import { stageTone, stageWords } from '../applications/stages.ts'
import { salaryWords, whereWords } from '../postings/posting-words.ts'
import { verdictWords } from './verdict-words.ts'

export interface RowActions {
  /** `range`: everything from the last one chosen up to this one. */
  onSelect: (id: string, range: boolean) => void
  onHide: (id: string) => void
}

interface MatchRowProps extends RowActions {
  match: MatchSummary
  selected: boolean
}

export const rowLinkId = (matchId: string) => `match-${matchId}`

/** One match: how well, what, where, what is missing. Three lines of fixed height, so that a thousand scroll evenly. */
export const MatchRow = memo(function MatchRow({ match, selected, onSelect, onHide }: MatchRowProps) {
  const { word, tone } = verdictWords[match.verdict]
  const clickedWithShift = (event: MouseEvent) => {
    if (!event.shiftKey) return
    event.preventDefault()
    onSelect(match.id, true)
  }
  return (
    <div className={`match-row ${selected ? 'selected' : ''}`}>
      <label className="match-check">
        <input
          type="checkbox"
          checked={selected}
          aria-label={`Select ${match.title}`}
          onChange={({ nativeEvent }) =>
            onSelect(match.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
        />
      </label>
      <Score score={match.score} />
      <div className="match-main">
        <p className="match-title">
          {match.seenAt === null && (
            <span className="match-new">
              <span className="visually-hidden">New: </span>
            </span>
          )}
          <Link
            id={rowLinkId(match.id)}
            to={paths.posting(match.postingId, match.id)}
            onClick={clickedWithShift}
          >
            {match.title || 'Without a title'}
          </Link>
          <Badges match={match} />
        </p>
        <p className="match-line quiet">{aboutWords(match)}</p>
        <Lacking match={match} />
      </div>
      <div className="match-fit">
        <Tag tone={tone}>{word}</Tag>
        <span className="match-musts quiet">{mustsWords(match)}</span>
        <Badges match={match} />
      </div>
      <div className="match-end">
        <span className="quiet small match-age">
          {match.datePosted ? relativeDay(match.datePosted) : `added ${relativeDay(match.createdAt)}`}
        </span>
        <button
          type="button"
          className="match-hide"
          aria-label={match.hidden ? `Show ${match.title} again` : `Hide ${match.title}`}
          title={match.hidden ? 'Show again (h)' : 'Hide (h)'}
          onClick={() => onHide(match.id)}
        >
          <Icon name={match.hidden ? 'check' : 'close'} width={15} height={15} />
        </button>
      </div>
    </div>
  )
})

function Score({ score }: { score: number | null }) {
  return (
    <div className="match-score">
      {score ?? '–'}
      <span className="visually-hidden">{score === null ? 'not scored' : ' of 100'}</span>
      <span className="match-bar" aria-hidden="true">
        <span style={{ inlineSize: `${score ?? 0}%` }} />
      </span>
    </div>
  )
}

function Badges({ match: { application, draft, isSample, notices } }: { match: MatchSummary }) {
  if (!application && !draft && !isSample && notices.length === 0) return null
  return (
    <span className="match-badges">
      {application && (
        <Tag tone={stageTone(application.stage, application.outcome)}>{stageWords(application.stage)}</Tag>
      )}
      {draft && <Tag tone="quiet">{draft.state === 'approved' ? 'Letter approved' : 'Draft'}</Tag>}
      {notices.includes('looks_closed') && <Tag tone="bad">Looks closed</Tag>}
      {notices.includes('possible_duplicate') && <Tag tone="fair">Duplicate?</Tag>}
      {isSample && <Tag tone="quiet">Sample</Tag>}
    </span>
  )
}

function aboutWords({ organization, places, workplaceType, salary }: MatchSummary): string {
  return [organization, ...whereWords(places, workplaceType), salary && salaryWords(salary)]
    .filter(Boolean)
    .join(' · ')
}

/** What rules it out, else what is missing. */
function Lacking({
  match: { verdict, failedGates, missing, musts, mustsMet, verdictWords: words },
}: {
  match: MatchSummary
}) {
  if (failedGates.length > 0) return <p className="match-line match-failed">{failedGates.join(' ')}</p>
  if (missing.length > 0) return <p className="match-line quiet">Missing: {missing.join(' · ')}</p>
  if (verdict === 'cant_tell') return <p className="match-line quiet">{words}</p>
  return (
    <p className="match-line quiet">
      {musts > 0 && mustsMet === musts ? 'Nothing required is missing.' : 'Nothing is missing outright.'}
    </p>
  )
}

function mustsWords({ musts, mustsMet }: MatchSummary): string {
  return musts === 0 ? 'no musts' : `${mustsMet} of ${musts} musts`
}
