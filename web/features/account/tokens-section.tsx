import { Button, Select, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { errorMessage } from '../../error-message.ts'
import { relativeDay, shortDate } from '../../lib/format.ts'
import { endpoints } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayDone, sayFailure } from '../../ui/toast.tsx'
import { CopyButton } from './copy-button.tsx'

type Created = Outputs['tokens']['create']

/** For programs that call JobPilot: made, shown once, revoked. */
export function TokensSection() {
  const tokens = trpc.tokens.list.useQuery()
  const [created, setCreated] = useState<Created | null>(null)
  return (
    <>
      <Card title="New access token">
        <p className="quiet small">
          A program that calls JobPilot signs in with a token: see the{' '}
          <a href={endpoints.apiDocs}>description of the API</a>. Whoever has the token may do what it may,
          without your mail or second step.
        </p>
        <NewToken onCreated={setCreated} />
        {created && <ShownOnce token={created} />}
      </Card>
      <Card title="Working tokens">
        <Loaded query={tokens}>{(list) => <TokenList tokens={list} />}</Loaded>
      </Card>
    </>
  )
}

const lasting = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'one year' },
]
const scopes = [
  { value: 'read', label: 'read only' },
  { value: 'write', label: 'everything you may do' },
]

function NewToken({ onCreated }: { onCreated: (token: Created) => void }) {
  const utils = trpc.useUtils()
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const [scope, setScope] = useState('read')
  const create = trpc.tokens.create.useMutation({
    onSuccess: (token) => {
      onCreated(token)
      setName('')
    },
    onSettled: () => utils.tokens.list.invalidate(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ name, scope: scope === 'read' ? 'read' : 'write', expiresInDays: Number(days) })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label="What it is for"
        placeholder="Script on my laptop"
        required
        withAsterisk={false}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="It may"
        data={scopes}
        value={scope}
        allowDeselect={false}
        onChange={(value) => setScope(value ?? 'read')}
      />
      <Select
        label="It works for"
        data={lasting}
        value={days}
        allowDeselect={false}
        onChange={(value) => setDays(value ?? '90')}
      />
      {create.error && <Notice tone="bad">{errorMessage(create.error)}</Notice>}
      <div className="row">
        <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
          Create token
        </Button>
      </div>
    </form>
  )
}

function ShownOnce({ token }: { token: Created }) {
  return (
    <div className="new-token" role="status">
      <p>
        <strong>{token.name}</strong>: copy it now. It is shown this once; only its hash is kept.
      </p>
      <code>{token.token}</code>
      <div>
        <CopyButton text={token.token} label="Copy token" />
      </div>
    </div>
  )
}

function TokenList({ tokens }: { tokens: Outputs['tokens']['list'] }) {
  const utils = trpc.useUtils()
  const revoke = trpc.tokens.revoke.useMutation({
    onSuccess: () => sayDone('Revoked: it no longer works.'),
    onError: (error) => sayFailure(errorMessage(error)),
    onSettled: () => utils.tokens.list.invalidate(),
  })
  if (tokens.length === 0) return <EmptyState title="No token yet" />
  return (
    <ul className="plain-list" aria-label="Working tokens">
      {tokens.map((token) => (
        <li key={token.id} className="setting-row">
          <div>
            <p>{token.name}</p>
            <p className="quiet small">
              {token.scopes.includes('write') ? 'everything' : 'read only'} ·{' '}
              {token.lastUsedAt ? `last used ${relativeDay(token.lastUsedAt)}` : 'never used'} ·{' '}
              {token.expiresAt ? `until ${shortDate(token.expiresAt)}` : 'without end'}
            </p>
          </div>
          <Button
            color="bad"
            variant="outline"
            loading={revoke.isPending && revoke.variables.id === token.id}
            onClick={() => revoke.mutate({ id: token.id })}
          >
            Revoke<span className="visually-hidden"> {token.name}</span>
          </Button>
        </li>
      ))}
    </ul>
  )
}
