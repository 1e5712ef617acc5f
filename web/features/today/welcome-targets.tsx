import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { TargetForm, type Target } from '../scouting/target-form.tsx'
import { MarkedSentence, UnderstoodList } from '../scouting/understood.tsx'
import { stepAfter } from './welcome-steps.ts'

const next = paths.welcome(stepAfter('targets') ?? undefined)

/** Third step: one sentence of what one looks for. */
export function WelcomeTargets() {
  const targets = trpc.targets.list.useQuery()
  return (
    <Card title="What do you look for?">
      <p className="quiet">
        One plain sentence is enough. Postings outside of it are marked as such and not hidden; what the
        sentence leaves open is not held against any of them.
      </p>
      <Loaded query={targets}>
        {({ items }) => {
          const [first] = items
          return first ? <Known target={first} more={items.length - 1} /> : <FirstSentence />
        }}
      </Loaded>
    </Card>
  )
}

function FirstSentence() {
  const navigate = useNavigate()
  return (
    <>
      <TargetForm saveLabel="Save and go on" onSaved={() => void navigate(next)} />
      <div>
        <Button component={Link} to={next} variant="subtle">
          Skip this step
        </Button>
      </div>
    </>
  )
}

/** Said before: shown as it was understood, and changed here if need be. */
function Known({ target, more }: { target: Target; more: number }) {
  const navigate = useNavigate()
  const [editing, setEditing] = useState(false)
  if (editing) {
    return (
      <TargetForm
        target={target}
        focusOnOpen
        saveLabel="Save and go on"
        onSaved={() => void navigate(next)}
        onCancel={() => setEditing(false)}
      />
    )
  }
  return (
    <>
      <MarkedSentence sentence={target.sentence} understood={target.understood} />
      <UnderstoodList understood={target.understood} />
      {more > 0 && (
        <p className="small quiet">
          There are more sentences in the <Link to={paths.settings('targets')}>settings</Link>.
        </p>
      )}
      <div className="row">
        <Button component={Link} to={next}>
          Go on
        </Button>
        <Button variant="subtle" onClick={() => setEditing(true)}>
          Change it
        </Button>
      </div>
    </>
  )
}
