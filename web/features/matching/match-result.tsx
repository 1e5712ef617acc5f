import { errorMessage } from '../../error-message.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { Notice, Working } from '../../ui/notice.tsx'
import { Tag, type Tone } from '../../ui/tag.tsx'
import type { EvidenceClass, Gate, Verdict } from '../../../src/domains/matching/schema.ts'

const classWords: Record<EvidenceClass, { word: string; tone: Tone }> = {
  met: { word: 'met', tone: 'good' },
  partly: { word: 'partly', tone: 'fair' },
  adjacent: { word: 'close to it', tone: 'fair' },
  missing: { word: 'missing', tone: 'bad' },
  unknown: { word: 'can’t tell', tone: 'quiet' },
}
const verdictWords: Record<Verdict, string> = {
  strong: 'Strong fit',
  possible: 'Possible fit',
  weak: 'Weak fit',
  blocked: 'Blocked',
  cant_tell: 'Can’t tell',
}
const gateTone: Record<Gate['result'], { word: string; tone: Tone }> = {
  pass: { word: 'passes', tone: 'good' },
  fail: { word: 'fails', tone: 'bad' },
  unknown: { word: 'can’t tell', tone: 'quiet' },
}

type Match = Outputs['matches']['get']

export function MatchResult({ matchId }: { matchId: string }) {
  const query = trpc.matches.get.useQuery({ id: matchId })
  if (query.isPending) return <Working>Loading the match</Working>
  if (query.error) return <Notice tone="bad">{errorMessage(query.error)}</Notice>
  const match = query.data
  return (
    <>
      <div className="verdict">
        {match.score !== null && (
          <span className="score" aria-label={`${match.score} of 100`}>
            {match.score}
            <small> / 100</small>
          </span>
        )}
        <div className="stack tight">
          <h3>{verdictWords[match.verdict]}</h3>
          <p>{match.verdictWords}</p>
        </div>
      </div>
      {match.gates.length > 0 && <Gates gates={match.gates} />}
      <Evidence match={match} />
      <p className="hint">
        Rubric {match.rubricVersion}. The same résumé and posting always give the same score.
      </p>
    </>
  )
}

function Gates({ gates }: { gates: Gate[] }) {
  return (
    <div className="stack tight">
      <h3>Conditions checked first</h3>
      <ul className="clean stack tight">
        {gates.map((gate) => (
          <li key={`${gate.kind}-${gate.requirementId ?? gate.reason}`} className="row">
            <Tag tone={gateTone[gate.result].tone}>{gateTone[gate.result].word}</Tag>
            <span>{gate.reason}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Evidence({ match }: { match: Match }) {
  const facts = new Map(match.facts.map((fact) => [fact.id, fact]))
  const evidence = new Map(match.evidence.map((item) => [item.requirementId, item]))
  return (
    <div className="stack tight">
      <h3>What it asks for, and what proves it</h3>
      <ul className="clean evidence" aria-label="Requirements and evidence">
        {match.requirements.map((requirement) => {
          const item = evidence.get(requirement.id)
          const shown = classWords[item?.class ?? 'unknown']
          return (
            <li key={requirement.id}>
              <span>
                <Tag tone={shown.tone}>{shown.word}</Tag>
              </span>
              <div>
                <p>
                  <span className="ask">{requirement.text}</span>{' '}
                  <span className="hint">{requirement.tier === 'must' ? 'required' : 'nice to have'}</span>
                </p>
                {item && <p className="why">{item.reason}</p>}
                {item?.factIds.slice(0, 3).map((id) => (
                  <blockquote key={id}>{facts.get(id)?.text}</blockquote>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
