import { Switch } from '@mantine/core'
import { errorMessage } from '../../error-message.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { sayFailure } from '../../ui/toast.tsx'

type Kind = Outputs['email']['preferences']['kinds'][number]

/** Which mails come. What one asked for, and what touches the safety of the account, always does. */
export function EmailPreferencesSection() {
  const preferences = trpc.email.preferences.useQuery()
  return (
    <Card title="E-mail">
      <p className="quiet small">
        Codes, archives that you asked for, and what touches the safety of your account always come.
      </p>
      <Loaded query={preferences}>
        {({ kinds }) => (
          <ul className="plain-list" aria-label="Mails">
            {kinds.map((kind) => (
              <li key={kind.kind} className="mail-kind">
                <KindSwitch kind={kind} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}

function KindSwitch({ kind: { kind, words, optedOut } }: { kind: Kind }) {
  const utils = trpc.useUtils()
  const set = trpc.email.setPreference.useMutation({
    onSuccess: (now) => utils.email.preferences.setData(undefined, now),
    onError: (error) => sayFailure(errorMessage(error)),
  })
  const isOut = set.isPending ? set.variables.optedOut : optedOut
  return (
    <Switch
      label={words}
      checked={!isOut}
      onChange={(event) => set.mutate({ kind, optedOut: !event.currentTarget.checked })}
    />
  )
}
