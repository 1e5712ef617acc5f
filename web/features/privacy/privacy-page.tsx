import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { SkeletonLines } from '../../ui/skeleton-lines.tsx'
import { useSession } from '../account/use-session.ts'
import './privacy-page.css'
import { RetentionTable } from './retention-table.tsx'

const YourData = lazy(async () => ({ default: (await import('./your-data.tsx')).YourData }))

/** For everybody: what is kept, why and for how long. Signed in: one’s own data, to take along or to erase. */
export function PrivacyPage() {
  const { state } = useSession()
  return (
    <Page
      title="Privacy"
      intro="What JobPilot keeps of you, for how long, and how you take it with you or have it erased."
    >
      {state === 'signed-in' && (
        <Suspense fallback={<SkeletonLines lines={8} />}>
          <YourData />
        </Suspense>
      )}
      <PlainWords isSignedIn={state === 'signed-in'} />
      <Periods />
    </Page>
  )
}

function PlainWords({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <Card title="In plain words">
      <ul className="plain-words">
        <li>
          <strong>It is yours.</strong> JobPilot keeps what you give it (résumés, postings, drafts,
          applications) to do what you ask it for. It is sold to nobody and trains no model.
        </li>
        <li>
          <strong>Only you see it.</strong> The database itself shows each person their own rows and nobody
          else’s. Whoever runs this JobPilot has the machine and could look: trust them as you would your mail
          provider. What they do to your account here is kept in your security history.
        </li>
        <li>
          <strong>Nothing leaves without your approval.</strong> What you send, you have approved word by
          word. A language model gets parts of your texts only where you agreed to it, and each time is
          listed.
        </li>
        <li>
          <strong>One cookie.</strong> It keeps you signed in. Nothing here follows you to other sites.
        </li>
        <li>
          <strong>Take it with you, or have it erased.</strong> The archive holds everything in open formats,
          and another JobPilot reads it. A deletion can be taken back for 30 days; afterwards everything is
          erased, and JobPilot searches all it has to be sure.
        </li>
        <li>
          <strong>What stays after a deletion:</strong> entries of the audit log, under a made-up number
          instead of you, so that nobody can cover up what was done.
        </li>
      </ul>
      {!isSignedIn && (
        <p>
          <Link to={paths.signIn(paths.privacy())}>Sign in</Link> to export, import or delete your data.
        </p>
      )}
    </Card>
  )
}

function Periods() {
  const retention = trpc.privacy.retention.list.useQuery(undefined, { staleTime: Infinity })
  return (
    <Card title="What is kept, and for how long">
      <Loaded query={retention} lines={10}>
        {(tables) => <RetentionTable tables={tables} />}
      </Loaded>
    </Card>
  )
}
