import { Button } from '@mantine/core'
import { errorMessage } from '../../error-message.ts'
import { counted, dateAndTime, relativeDay } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Tag } from '../../ui/notice.tsx'
import { sayDone, sayFailure } from '../../ui/toast.tsx'
import { useKeptFocus } from '../operations/use-kept-focus.ts'
import { useSignOut } from './use-session.ts'

type SignInSession = Outputs['sessions']['list'][number]

/** Where the person is signed in; each can be signed out from here, or all others at once. */
export function SessionsCard() {
  const utils = trpc.useUtils()
  const sessions = trpc.sessions.list.useQuery()
  const signOut = useSignOut()
  const refresh = () => utils.sessions.invalidate()
  const revoke = trpc.sessions.revoke.useMutation({
    onSuccess: () => sayDone('Signed out there.'),
    onError: (error) => sayFailure(errorMessage(error)),
    onSettled: refresh,
  })
  const end = ({ id, current }: SignInSession) => {
    if (current) void signOut().catch((error: unknown) => sayFailure(String(error)))
    else revoke.mutate({ id })
  }
  const kept = useKeptFocus<HTMLUListElement>(sessions.data)
  const others = sessions.data?.filter(({ current }) => !current).length ?? 0
  return (
    <Card title="Sessions" actions={others > 0 && <EndOthers count={others} />}>
      <p className="quiet small">Where you are signed in. Sign out any you don’t know or no longer use.</p>
      <Loaded query={sessions}>
        {(list) => (
          <ul ref={kept} tabIndex={-1} className="plain-list" aria-label="Sessions">
            {list.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                isEnding={revoke.isPending && revoke.variables.id === session.id}
                onEnd={() => end(session)}
              />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}

interface SessionRowProps {
  session: SignInSession
  isEnding: boolean
  onEnd: () => void
}

function SessionRow({ session, isEnding, onEnd }: SessionRowProps) {
  const { device: told, network, current, createdAt, lastUsedAt } = session
  const device = told ?? 'Unknown device'
  return (
    <li className="setting-row">
      <div>
        <p>
          {device} {current && <Tag tone="good">this one</Tag>}
        </p>
        <p className="quiet small">
          Since {dateAndTime(createdAt)}
          {!current && `, last used ${relativeDay(lastUsedAt)}`}
          {network !== null && ` · ${network}`}
        </p>
      </div>
      <Button variant="outline" loading={isEnding} onClick={onEnd}>
        Sign out
        <span className="visually-hidden">
          {current ? ' here' : ` ${device} of ${dateAndTime(createdAt)}`}
        </span>
      </Button>
    </li>
  )
}

function EndOthers({ count }: { count: number }) {
  const utils = trpc.useUtils()
  const revoke = trpc.sessions.revokeOthers.useMutation({
    onSuccess: () => sayDone(`Signed out of ${counted(count, 'other session')}.`),
    onError: (error) => sayFailure(errorMessage(error)),
    onSettled: () => utils.sessions.invalidate(),
  })
  return (
    <Button variant="outline" loading={revoke.isPending} onClick={() => revoke.mutate()}>
      Sign out everywhere else
    </Button>
  )
}
