import { Autocomplete, Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import { errorMessage } from '../../error-message.ts'
import { dateAndTime } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayDone } from '../../ui/toast.tsx'
import { ClerkSection } from './clerk-section.tsx'
import type { Person } from './use-session.ts'

const timeZones = Intl.supportedValuesOf('timeZone')
const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone

export function ProfileSection() {
  const me = trpc.users.me.useQuery()
  return (
    <>
      <Card title="Profile">
        <Loaded query={me}>{(person) => <ProfileForm person={person} />}</Loaded>
      </Card>
      <ClerkSection />
    </>
  )
}

function ProfileForm({ person }: { person: Person }) {
  const utils = trpc.useUtils()
  const [name, setName] = useState(person.name)
  const [timeZone, setTimeZone] = useState(person.timeZone ?? '')
  const update = trpc.users.update.useMutation({
    onSuccess: (now) => {
      utils.users.me.setData(undefined, now)
      sayDone('Saved.')
    },
  })
  const changed = name.trim() !== person.name || timeZone !== (person.timeZone ?? '')
  const save = (event: FormEvent) => {
    event.preventDefault()
    update.mutate({ name, timeZone: timeZone || null })
  }
  return (
    <form className="stack" onSubmit={save}>
      <TextInput
        label="E-mail address"
        value={person.email}
        readOnly
        description={
          <>
            You sign in with it. Another one? <Link to={paths.settings('security')}>Security</Link>
          </>
        }
      />
      <TextInput
        label="Name"
        description="How letters are signed where your résumé has no name."
        maxLength={100}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Autocomplete
        label="Time zone"
        description={`Leave it empty to go by this browser: ${browserZone}.`}
        placeholder={browserZone}
        data={timeZones}
        limit={30}
        value={timeZone}
        onChange={setTimeZone}
      />
      {update.error && <Notice tone="bad">{errorMessage(update.error)}</Notice>}
      <div className="row">
        <Button type="submit" disabled={!changed} loading={update.isPending}>
          Save
        </Button>
      </div>
      <p className="quiet small">
        Here since {dateAndTime(person.createdAt)} · plan {person.plan}
      </p>
    </form>
  )
}
