import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { useClerkKey } from './clerk-gate.tsx'
import { ClerkSection } from './clerk-section.tsx'
import { EmailChangeCard } from './email-change-card.tsx'
import { LinkedinCard } from './linkedin-card.tsx'
import { SecondStepCard } from './second-step-card.tsx'
import './security-section.css'
import { SecurityHistory } from './security-history.tsx'
import { SessionsCard } from './sessions-card.tsx'

/** How one gets in, who else is in, and what happened. */
export function SecuritySection() {
  const isAtClerk = useClerkKey() !== null
  return (
    <>
      {isAtClerk ? (
        <ClerkSection />
      ) : (
        <>
          <SecondStepCard />
          <SessionsCard />
          <EmailChangeCard />
          <LinkedinCard />
        </>
      )}
      <SecurityHistory />
      <p className="quiet small">
        Programs sign in with <Link to={paths.settings('tokens')}>access tokens</Link>. What is kept of you,
        and how to take it with you or have it erased: <Link to={paths.privacy()}>Privacy and your data</Link>
        .
      </p>
    </>
  )
}
