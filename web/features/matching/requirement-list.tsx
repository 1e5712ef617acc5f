import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { EvidenceClass, MatchDetails } from '../../../src/domains/matching/schema.ts'
import { paths } from '../../paths.ts'
import { Tag } from '../../ui/notice.tsx'
import { ToggleChip } from '../../ui/toggle-chip.tsx'
import { classWords, countClasses, type ProvedRequirement } from './evidence-words.ts'

export const requirementId = (id: string) => `requirement-${id}`

interface RequirementListProps {
  match: Pick<MatchDetails, 'resumeId' | 'resumeVersionId'>
  requirements: readonly ProvedRequirement[]
  /** Only these; null: all. */
  only: EvidenceClass | null
  onOnly: (only: EvidenceClass | null) => void
  active: string | null
  onActivate: (id: string) => void
  /** Where the posting's text is not beside it: a way there. */
  onShowInPosting: ((id: string) => void) | null
}

/** What the posting asks for and what proves it, musts first. */
export function RequirementList(props: RequirementListProps) {
  const { requirements, only, onOnly } = props
  const shown = requirements.filter((one) => only === null || one.class === only)
  const musts = shown.filter(({ tier }) => tier === 'must')
  const nice = shown.filter(({ tier }) => tier === 'nice')
  return (
    <div className="stack">
      <div className="proof-classes" role="group" aria-label="Show only">
        {countClasses(requirements).map(({ class: name, count }) => (
          <ToggleChip
            key={name}
            tone={classWords[name].tone}
            label={classWords[name].word}
            count={count}
            pressed={only === name}
            onToggle={() => onOnly(only === name ? null : name)}
          />
        ))}
      </div>
      {musts.length > 0 && <Group {...props} title="Must have" requirements={musts} />}
      {nice.length > 0 && <Group {...props} title="Nice to have" requirements={nice} />}
    </div>
  )
}

function Group({ title, requirements, ...props }: RequirementListProps & { title: string }) {
  return (
    <section>
      <h3 className="proof-group">{title}</h3>
      <ul className="plain-list proof-list" aria-label={title}>
        {requirements.map((requirement) => (
          <RequirementItem key={requirement.id} requirement={requirement} {...props} />
        ))}
      </ul>
    </section>
  )
}

interface ItemProps extends Pick<
  RequirementListProps,
  'match' | 'active' | 'onActivate' | 'onShowInPosting'
> {
  requirement: ProvedRequirement
}

function RequirementItem({ requirement, match, active, onActivate, onShowInPosting }: ItemProps) {
  const { id, text, reason, facts } = requirement
  const { word, tone } = classWords[requirement.class]
  const isActive = active === id
  return (
    <li className={`proof-item ${isActive ? 'active' : ''}`}>
      <button
        type="button"
        id={requirementId(id)}
        className="proof-button"
        aria-current={isActive ? 'true' : undefined}
        onClick={() => onActivate(id)}
        onFocus={() => onActivate(id)}
      >
        <span>{text}</span>
        <Tag tone={tone}>{word}</Tag>
      </button>
      {reason && <p className="quiet small">{reason}</p>}
      {facts.length > 0 && <Facts match={match} facts={facts} />}
      {isActive && onShowInPosting && (
        <Button size="compact-sm" variant="outline" onClick={() => onShowInPosting(id)}>
          Show in the posting
        </Button>
      )}
    </li>
  )
}

/** The résumé's own words, each leading to its place there. */
function Facts({ match, facts }: Pick<ItemProps, 'match'> & Pick<ProvedRequirement, 'facts'>) {
  const unconfirmed = facts.filter(({ state }) => state === 'unconfirmed').length
  const removed = facts.filter(({ state }) => state === 'removed').length
  return (
    <>
      <ul className="plain-list proof-facts" aria-label="Proof in your résumé">
        {facts.map((fact) => (
          <li key={fact.id}>
            <Link to={paths.resume(match.resumeId, match.resumeVersionId, fact.id)}>
              <q>{fact.text}</q>
            </Link>
          </li>
        ))}
      </ul>
      {unconfirmed > 0 && (
        <p className="quiet small">
          {unconfirmed === facts.length
            ? 'Not confirmed by you yet.'
            : `${unconfirmed} not confirmed by you yet.`}
        </p>
      )}
      {removed > 0 && (
        <p className="quiet small">{removed} removed from your résumé since. Match again to leave it out.</p>
      )}
    </>
  )
}
