import { Button } from '@mantine/core'
import { errorMessage } from '../../error-message.ts'
import { dateAndTime } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { sayDone, sayFailure } from '../../ui/toast.tsx'
import { LinkedinButton } from './linkedin-button.tsx'
import { LinkedinProblem } from './linkedin-problem.tsx'

/** LinkedIn as a further way in; nothing where it isn't offered. */
export function LinkedinCard() {
  const options = trpc.sessions.options.useQuery(undefined, { staleTime: Infinity })
  if (!options.data?.linkedin) return null
  return (
    <Card title="LinkedIn">
      <LinkedinProblem />
      <Connection />
    </Card>
  )
}

function Connection() {
  const utils = trpc.useUtils()
  const connections = trpc.connections.list.useQuery()
  const remove = trpc.connections.remove.useMutation({
    onSuccess: () => sayDone('LinkedIn is disconnected.'),
    onError: (error) => sayFailure(errorMessage(error)),
    onSettled: () => utils.connections.list.invalidate(),
  })
  return (
    <Loaded query={connections} lines={1}>
      {([connection]) =>
        connection ? (
          <div className="setting-row">
            <p className="quiet small">
              Connected since {dateAndTime(connection.since)}: you can sign in with it instead of a code.
            </p>
            <Button
              variant="outline"
              size="compact-md"
              loading={remove.isPending}
              onClick={() => remove.mutate({ provider: connection.provider })}
            >
              Disconnect
            </Button>
          </div>
        ) : (
          <div className="stack">
            <p className="quiet small">
              Sign in with LinkedIn instead of a code. It must know you by the address of this account.
            </p>
            <div className="row">
              <LinkedinButton to={paths.settings('security')} connect />
            </div>
          </div>
        )
      }
    </Loaded>
  )
}
