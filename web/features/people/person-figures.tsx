import { counted, dateAndTime, relativeDay, shortDate, wholeNumber } from '../../lib/format.ts'
import { Card } from '../../ui/card.tsx'
import { Fact, Facts } from '../operations/facts.tsx'
import type { Shown } from './person-page.tsx'

/** How much they have, never what. */
export function PersonFigures({ person }: { person: Shown }) {
  const { counts } = person
  return (
    <Card title="What they have">
      <Facts>
        <Fact name="Résumés">{wholeNumber(counts.resumes)}</Fact>
        <Fact name="Postings">{wholeNumber(counts.postings)}</Fact>
        <Fact name="Matches">{wholeNumber(counts.matches)}</Fact>
        <Fact name="Drafts">{wholeNumber(counts.drafts)}</Fact>
        <Fact name="Applications">{wholeNumber(counts.applications)}</Fact>
        <Fact name="Runs">{wholeNumber(counts.runs)}</Fact>
      </Facts>
    </Card>
  )
}

/** Where they are signed in, and which programs call for them. */
export function PersonAccess({ person: { sessions, tokens, secondStep, byClerk } }: { person: Shown }) {
  return (
    <Card title="Ways in">
      <p>
        {byClerk ? 'Clerk signs them in.' : `Second step ${secondStep ? 'on' : 'off'}.`}{' '}
        {counted(sessions.length, 'session')}, {counted(tokens.length, 'working token')}.
      </p>
      {sessions.length > 0 && (
        <details>
          <summary>Sessions</summary>
          <ul className="plain-list" aria-label="Their sessions">
            {sessions.map(({ id, userAgent, createdAt, expiresAt }) => (
              <li key={id} className="person-entry">
                <span>{userAgent ?? 'Unknown device'}</span>
                <span className="quiet small">
                  Since {dateAndTime(createdAt)}, until {shortDate(expiresAt)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {tokens.length > 0 && (
        <details>
          <summary>Tokens</summary>
          <ul className="plain-list" aria-label="Their tokens">
            {tokens.map(({ id, name, scopes, lastUsedAt, expiresAt }) => (
              <li key={id} className="person-entry">
                <span>{name}</span>
                <span className="quiet small">
                  {scopes.join(', ')} ·{' '}
                  {lastUsedAt === null ? 'never used' : `last used ${relativeDay(lastUsedAt)}`} ·{' '}
                  {expiresAt === null ? 'without end' : `until ${shortDate(expiresAt)}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}
