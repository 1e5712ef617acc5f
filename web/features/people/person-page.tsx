import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { errorStatus } from '../../error-message.ts'
import { dateAndTime } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSession } from '../account/use-session.ts'
import { Fact, Facts } from '../operations/facts.tsx'
import '../operations/console.css'
import { IdLink } from '../operations/id-link.tsx'
import { AdminsOnly } from './admins-only.tsx'
import { planWords, roleWords } from './people-filters.ts'
import './people.css'
import { PersonAudit } from './person-audit.tsx'
import { PersonAccess, PersonFigures } from './person-figures.tsx'
import { PersonDialog, type PersonAction } from './person-dialog.tsx'
import { StandingTags } from './standing-tags.tsx'

export type Shown = Outputs['people']['show']

/** One person as an administrator sees them: their standing and figures, nothing of what they wrote. */
export function PersonPage() {
  const { id = '' } = useParams()
  return (
    <AdminsOnly>
      <Person key={id} id={id} />
    </AdminsOnly>
  )
}

function Person({ id }: { id: string }) {
  const query = trpc.people.show.useQuery({ id })
  const [action, setAction] = useState<PersonAction | null>(null)
  const above = <Link to={paths.people()}>People</Link>
  if (errorStatus(query.error) === 404 || errorStatus(query.error) === 400) {
    return (
      <Page title="Nobody has this id" above={above}>
        <p className="quiet">The address may be mistyped, or the person is gone.</p>
      </Page>
    )
  }
  return (
    <Page title={query.data?.email ?? 'Person'} above={above}>
      <Loaded query={query} lines={8}>
        {(person) => (
          <>
            <Standing person={person} onAct={setAction} />
            <div className="columns">
              <PersonFigures person={person} />
              <PersonAccess person={person} />
            </div>
            <PersonAudit person={person} />
            {action && <PersonDialog person={person} action={action} onClose={() => setAction(null)} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

interface StandingProps {
  person: Shown
  onAct: (action: PersonAction) => void
}

function Standing({ person, onAct }: StandingProps) {
  const { id, name, role, plan, state, timeZone, createdAt, lastSeenAt, purgeAfter } = person
  const self = useSession().person?.id === id
  return (
    <Card
      title="Standing"
      actions={
        <div className="row">
          <StandingTags person={person} />
        </div>
      }
    >
      {state === 'leaving' && purgeAfter !== null && (
        <Notice>Asked to be erased: on {dateAndTime(purgeAfter)}. Only they can take it back.</Notice>
      )}
      {self && <Notice tone="quiet">This is you. You can’t suspend yourself.</Notice>}
      <Facts>
        <Fact name="Name">{name || <span className="quiet">not given</span>}</Fact>
        <Fact name="Role">{roleWords[role]}</Fact>
        <Fact name="Plan">{planWords[plan]}</Fact>
        <Fact name="Since">{dateAndTime(createdAt)}</Fact>
        <Fact name="Last seen">
          {lastSeenAt === null ? <span className="quiet">never</span> : dateAndTime(lastSeenAt)}
        </Fact>
        <Fact name="Time zone">{timeZone ?? <span className="quiet">as the browser says</span>}</Fact>
        <Fact name="Id">
          <IdLink id={id} of="person" />
        </Fact>
      </Facts>
      <div className="row">
        <Button variant="outline" onClick={() => onAct('role')}>
          Change the role
        </Button>
        <Button variant="outline" onClick={() => onAct('plan')}>
          Change the plan
        </Button>
        <Button variant="outline" onClick={() => onAct('sign-out')}>
          Sign out everywhere
        </Button>
        {state === 'suspended' && (
          <Button variant="outline" onClick={() => onAct('restore')}>
            Restore
          </Button>
        )}
        {state === 'active' && !self && (
          <Button variant="outline" color="bad" onClick={() => onAct('suspend')}>
            Suspend
          </Button>
        )}
      </div>
    </Card>
  )
}
