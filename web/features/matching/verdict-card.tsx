import { Button, NativeSelect } from '@mantine/core'
import { Link } from 'react-router'
import type { Gate, MatchDetails, MatchSummary } from '../../../src/domains/matching/schema.ts'
import { relativeDay } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice, Tag } from '../../ui/notice.tsx'
import { gateKindWords, gateWords, orderedGates } from './evidence-words.ts'
import { verdictWords } from './verdict-words.ts'

interface VerdictCardProps {
  match: MatchDetails
  /** The newest match with each résumé. */
  matches: readonly MatchSummary[]
  newer: MatchSummary | undefined
  busy: boolean
  /** Shows another match of this posting. */
  onShow: (matchId: string) => void
  onMatch: (resumeId: string) => void
}

/** The verdict in words, what decided it, and against which résumé. */
export function VerdictCard({ match, matches, newer, busy, onShow, onMatch }: VerdictCardProps) {
  const { word, tone } = verdictWords[match.verdict]
  return (
    <Card title="Verdict" className="verdict-card">
      <div className={match.gates.length > 0 ? 'columns' : 'stack'}>
        <div className="stack">
          <div className="verdict-line">
            <p className={`verdict-score ${tone}`}>
              {match.score ?? '–'}
              <span className="quiet small">{match.score === null ? ' not scored' : ' of 100'}</span>
            </p>
            <div className="stack tight">
              <p className="row">
                <Tag tone={tone}>{word}</Tag>
                {match.hidden && <Tag tone="quiet">Hidden</Tag>}
                {match.musts > 0 && (
                  <span className="tabular quiet">
                    {match.mustsMet} of {match.musts} musts met
                  </span>
                )}
              </p>
              <p className="verdict-words">{match.verdictWords}</p>
            </div>
          </div>
          <Explained match={match} />
          {newer && (
            <Notice>
              This is an earlier match.{' '}
              <Button size="compact-sm" variant="outline" onClick={() => onShow(newer.id)}>
                Show the newest
              </Button>
            </Notice>
          )}
          <MatchedWith match={match} matches={matches} busy={busy} onShow={onShow} onMatch={onMatch} />
          <HowItCameAbout rubricVersion={match.rubricVersion} />
        </div>
        <Gates gates={match.gates} />
      </div>
    </Card>
  )
}

/** What a verdict that isn't a degree of fit means, and what to do about it. */
function Explained({ match: { verdict, gates, score } }: { match: MatchDetails }) {
  if (verdict === 'blocked') {
    const own = gates.some((gate) => gate.result === 'fail' && gate.own)
    return (
      <p className="quiet small">
        {own ? (
          <>
            A condition of your own rules it out.{' '}
            <Link to={paths.settings('targets')}>Change what you look for</Link> and match again if this
            posting should count.
          </>
        ) : (
          'Something that must hold contradicts your résumé, so the rest counts little. If the résumé is incomplete, add the fact there and match again.'
        )}
      </p>
    )
  }
  if (verdict === 'cant_tell' || score === null) {
    return (
      <p className="quiet small">
        The text holds nothing that can be compared.{' '}
        <Link to={paths.addPosting('paste')}>Paste the full posting</Link> if you have it.
      </p>
    )
  }
  return null
}

function Gates({ gates }: { gates: readonly Gate[] }) {
  if (gates.length === 0) return null
  return (
    <section>
      <h3 className="proof-group">Conditions, checked first</h3>
      <ul className="plain-list gate-list" aria-label="Conditions">
        {orderedGates(gates).map((gate, index) => (
          <li key={`${gate.kind} ${gate.requirementId ?? index}`}>
            <Tag tone={gateWords[gate.result].tone}>{gateWords[gate.result].word}</Tag>
            <span>
              <strong>{gateKindWords[gate.kind]}</strong>
              {gate.own && <span className="quiet small"> · your own condition</span>}
              <br />
              {gate.reason}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Against which résumé and when; others to choose from, and again after a change. */
function MatchedWith({ match, matches, busy, onShow, onMatch }: Omit<VerdictCardProps, 'newer'>) {
  const resumes = trpc.resumes.list.useQuery({})
  const versions = trpc.resumes.versions.useQuery({ id: match.resumeId })
  const newestReady = versions.data?.items.find((version) => version.state === 'ready')
  const outdated = newestReady !== undefined && newestReady.id !== match.resumeVersionId
  const choices = (resumes.data?.items ?? []).filter(
    (resume) => resume.state === 'ready' || resume.id === match.resumeId,
  )
  const choose = (resumeId: string) => {
    const known = matches.find((one) => one.resumeId === resumeId)
    if (known) onShow(known.id)
    else onMatch(resumeId)
  }
  return (
    <div className="stack tight">
      {outdated && (
        <Notice>Your résumé has a newer version than this match read. Match again to use it.</Notice>
      )}
      <div className="row verdict-resume">
        {choices.length > 1 ? (
          <NativeSelect
            label="Matched with"
            size="sm"
            disabled={busy}
            value={match.resumeId}
            onChange={(event) => choose(event.currentTarget.value)}
            data={choices.map(({ id, fileName }) => ({
              value: id,
              label: matches.some((one) => one.resumeId === id) ? fileName : `${fileName} (not matched yet)`,
            }))}
          />
        ) : (
          <span className="quiet">
            Matched with{' '}
            <Link to={paths.resume(match.resumeId, match.resumeVersionId)}>{match.resumeFileName}</Link>
          </span>
        )}
        <span className="quiet small">
          <time dateTime={match.createdAt}>{relativeDay(match.createdAt)}</time>
        </span>
        <Button size="sm" variant="outline" loading={busy} onClick={() => onMatch(match.resumeId)}>
          Match again
        </Button>
      </div>
    </div>
  )
}

function HowItCameAbout({ rubricVersion }: { rubricVersion: string }) {
  return (
    <details className="verdict-how">
      <summary>How this came about</summary>
      <div className="stack tight quiet small">
        <p>
          Conditions come first: one that fails rules the posting out. Then each requirement counts by what
          your résumé shows: met in full, partly or related in part, missing not at all. A must weighs three
          times a nice-to-have. How close your work was to this job, and how much of its vocabulary your
          résumé shares, make up the rest.
        </p>
        <p>
          It is computed, not guessed: the same posting and résumé always give the same score. Strong from 58,
          possible from 36. Rubric {rubricVersion}.
        </p>
      </div>
    </details>
  )
}
