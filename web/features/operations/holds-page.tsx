import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Hold } from '../../../src/domains/operations/control/schema.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useOnTick } from './console-live.tsx'
import './facts.css'
import { AddHoldDialog, LiftDialog } from './holds-dialogs.tsx'
import { holdWords } from './holds-words.ts'
import { RelativeTime } from './time-parts.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { useThingKeys } from './use-thing-keys.ts'

/** What operators have paused, by whom, since when and why. */
export function HoldsPage() {
  const query = trpc.holds.list.useQuery()
  const [adding, setAdding] = useState(false)
  const [lifting, setLifting] = useState<Hold | null>(null)
  useOnTick(() => void query.refetch({ cancelRefetch: false }), 5_000)
  const kept = useKeptFocus<HTMLDivElement>(query.data)
  useThingKeys('pause')
  return (
    <Page
      title="Pauses"
      intro="Of operators: nothing of what is paused begins until the pause is lifted."
      actions={<Button onClick={() => setAdding(true)}>Pause something</Button>}
    >
      <div ref={kept} tabIndex={-1}>
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title="Nothing is paused">
                A pause keeps jobs of a lane, a task or a person from beginning; what runs goes on to its end.
              </EmptyState>
            ) : (
              <Card>
                <ul className="plain-list things" aria-label="Pauses">
                  {items.map((hold) => (
                    <li key={hold.id}>
                      <HoldPart hold={hold} onLift={() => setLifting(hold)} />
                    </li>
                  ))}
                </ul>
              </Card>
            )
          }
        </Loaded>
      </div>
      {adding && <AddHoldDialog onClose={() => setAdding(false)} />}
      {lifting && <LiftDialog hold={lifting} onClose={() => setLifting(null)} />}
    </Page>
  )
}

function HoldPart({ hold, onLift }: { hold: Hold; onLift: () => void }) {
  const { lane, task, person, by, since, reason } = hold
  const words = holdWords(hold)
  const query = {
    state: 'queued',
    ...(lane !== null && { lane }),
    ...(task !== null && { task }),
    ...(person && { user: person.id }),
  }
  return (
    <>
      <div className="thing-head">
        <h2 className="hold-target">{words}</h2>
        <div className="thing-actions">
          <Button
            component={Link}
            to={paths.jobs(query)}
            variant="subtle"
            aria-label={`What waits of ${words}`}
          >
            What waits
          </Button>
          <Button variant="outline" aria-label={`Lift the pause of ${words}`} onClick={onLift}>
            Lift
          </Button>
        </div>
      </div>
      <p>
        “{reason}” <span className="quiet">by {by ? by.email : 'the command line'}</span>,{' '}
        <span className="quiet">
          <RelativeTime at={since} />
        </span>
      </p>
    </>
  )
}
