import { Button } from '@mantine/core'
import { errorMessage } from '../../error-message.ts'
import { dateAndTime } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Tag } from '../../ui/notice.tsx'
import { sayDone, sayFailure } from '../../ui/toast.tsx'
import { describeDevice } from './describe-device.ts'
import { useSignOut } from './use-session.ts'

type SignInSession = Outputs['sessions']['list'][number]

/** Where the person is signed in; each can be signed out from here. */
export function SessionsSection() {
  const utils = trpc.useUtils()
  const sessions = trpc.sessions.list.useQuery()
  const signOut = useSignOut()
  const revoke = trpc.sessions.revoke.useMutation({
    onSuccess: () => sayDone('Signed out there.'),
    onError: (error) => sayFailure(errorMessage(error)),
    onSettled: () => utils.sessions.list.invalidate(),
  })
  const end = ({ id, current }: SignInSession) => {
    if (current) void signOut().catch((error: unknown) => sayFailure(String(error)))
    else revoke.mutate({ id })
  }
  return (
    <Card title="Sessions">
      <p className="quiet small">Where you are signed in. Sign out any you don’t know or no longer use.</p>
      <Loaded query={sessions}>
        {(list) => (
          <ul className="plain-list" aria-label="Sessions">
            {list.map((session) => (
              <li key={session.id} className="setting-row">
                <div>
                  <p>
                    {describeDevice(session.userAgent)} {session.current && <Tag tone="good">this one</Tag>}
                  </p>
                  <p className="quiet small">
                    Since {dateAndTime(session.createdAt)}, until {dateAndTime(session.expiresAt)}
                  </p>
                </div>
                <Button
                  variant="outline"
                  size="compact-md"
                  loading={revoke.isPending && revoke.variables.id === session.id}
                  onClick={() => end(session)}
                >
                  Sign out
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}
