import { Checkbox, NativeSelect } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { counted } from '../../lib/format.ts'
import { trpc } from '../../trpc.ts'
import type { Tone } from '../../ui/notice.tsx'
import { sayDone } from '../../ui/toast.tsx'
import { ReasonDialog } from '../operations/reason-dialog.tsx'
import { planWords, roleWords } from './people-filters.ts'
import type { Shown } from './person-page.tsx'

export type PersonAction = 'role' | 'plan' | 'suspend' | 'restore' | 'sign-out'

interface PersonDialogProps {
  person: Shown
  action: PersonAction
  onClose: () => void
}

/** What will happen to whom, and why: the reason goes into the audit log, where they can read it too. */
export function PersonDialog({ person, action, onClose }: PersonDialogProps) {
  if (action === 'role') return <RoleDialog person={person} onClose={onClose} />
  if (action === 'plan') return <PlanDialog person={person} onClose={onClose} />
  if (action === 'sign-out') return <SignOutDialog person={person} onClose={onClose} />
  return <StandingDialog person={person} action={action} onClose={onClose} />
}

interface PartProps {
  person: Shown
  onClose: () => void
}

function useRefresh(): () => Promise<unknown> {
  const utils = trpc.useUtils()
  return () => Promise.all([utils.people.invalidate(), utils.audit.invalidate(), utils.users.me.invalidate()])
}

const roleEffects: Record<keyof typeof roleWords, string> = {
  user: 'They see what is theirs, and nothing else.',
  operator: 'They see and steer everybody’s jobs in the operators’ console.',
  admin: 'They may do what operators may, and change people’s roles, plans and standing.',
}

function RoleDialog({ person: { id, email, role }, onClose }: PartProps) {
  const [chosen, setChosen] = useState(role)
  const set = trpc.people.setRole.useMutation()
  const refresh = useRefresh()
  const confirm = async (reason: string) => {
    await set.mutateAsync({ id, role: chosen, reason })
    await refresh()
    sayDone(`${email}: ${roleWords[chosen]}.`)
  }
  return (
    <ReasonDialog
      title={`Change the role of ${email}`}
      confirm="Change the role"
      disabled={chosen === role}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Choice label="Role" words={roleWords} value={chosen} onChoose={setChosen} />
      <p>{roleEffects[chosen]}</p>
    </ReasonDialog>
  )
}

function PlanDialog({ person: { id, email, plan }, onClose }: PartProps) {
  const [chosen, setChosen] = useState(plan)
  const set = trpc.people.setPlan.useMutation()
  const refresh = useRefresh()
  const confirm = async (reason: string) => {
    await set.mutateAsync({ id, plan: chosen, reason })
    await refresh()
    sayDone(`${email}: ${planWords[chosen]}.`)
  }
  return (
    <ReasonDialog
      title={`Change the plan of ${email}`}
      confirm="Change the plan"
      disabled={chosen === plan}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Choice label="Plan" words={planWords} value={chosen} onChoose={setChosen} />
      <p>The plan says how many calls and costly actions they have in an hour. It counts at once.</p>
    </ReasonDialog>
  )
}

interface ChoiceProps<Name extends string> {
  label: string
  words: Record<Name, string>
  value: Name
  onChoose: (value: Name) => void
}

function Choice<Name extends string>({ label, words, value, onChoose }: ChoiceProps<Name>) {
  const isKnown = (name: string): name is Name => Object.hasOwn(words, name)
  const data = Object.entries<string>(words).map(([name, text]) => ({ value: name, label: text }))
  return (
    <NativeSelect
      label={label}
      value={value}
      data={data}
      onChange={({ currentTarget }) => {
        if (isKnown(currentTarget.value)) onChoose(currentTarget.value)
      }}
    />
  )
}

function SignOutDialog({ person: { id, email }, onClose }: PartProps) {
  const [tokens, setTokens] = useState(false)
  const revoke = trpc.people.revokeSessions.useMutation()
  const refresh = useRefresh()
  const confirm = async (reason: string) => {
    const ended = await revoke.mutateAsync({ id, tokens, reason })
    await refresh()
    sayDone(`${email}: ended ${counted(ended.sessions, 'session')} and ${counted(ended.tokens, 'token')}.`)
  }
  return (
    <ReasonDialog
      title={`Sign out everywhere: ${email}`}
      confirm="Sign out everywhere"
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>All their sessions end at once. They can sign in again.</p>
      <Checkbox
        label="End their access tokens too"
        description="Programs that call with one stop working."
        checked={tokens}
        onChange={(event) => setTokens(event.currentTarget.checked)}
      />
    </ReasonDialog>
  )
}

interface StandingWords {
  title: string
  confirm: string
  tone?: Tone
  happens: ReactNode
  done: string
}

const standingWords: Record<'suspend' | 'restore', StandingWords> = {
  suspend: {
    title: 'Suspend',
    confirm: 'Suspend',
    tone: 'bad',
    happens:
      'They are signed out and can’t do anything until they are restored. Nothing of theirs is deleted.',
    done: 'suspended',
  },
  restore: {
    title: 'Restore',
    confirm: 'Restore',
    happens: 'They can sign in again, and all is as before.',
    done: 'restored',
  },
}

function StandingDialog({
  person: { id, email },
  action,
  onClose,
}: PartProps & { action: keyof typeof standingWords }) {
  const { title, confirm, tone, happens, done } = standingWords[action]
  const calls = {
    suspend: trpc.people.suspend.useMutation().mutateAsync,
    restore: trpc.people.restore.useMutation().mutateAsync,
  }
  const refresh = useRefresh()
  const act = async (reason: string) => {
    await calls[action]({ id, reason })
    await refresh()
    sayDone(`${email}: ${done}.`)
  }
  return (
    <ReasonDialog title={`${title} ${email}`} confirm={confirm} tone={tone} onConfirm={act} onClose={onClose}>
      <p>{happens}</p>
    </ReasonDialog>
  )
}
