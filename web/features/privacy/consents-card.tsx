import { Switch } from '@mantine/core'
import { errorMessage } from '../../error-message.ts'
import { dateAndTime } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { sayFailure } from '../../ui/toast.tsx'

type Consent = Outputs['privacy']['consents']['list'][number]

/** What one agrees to; nothing, until one does. */
export function ConsentsCard() {
  const consents = trpc.privacy.consents.list.useQuery()
  return (
    <Card title="What you agree to">
      <p className="quiet small">All of it is up to you, and can be taken back at any time.</p>
      <Loaded query={consents}>
        {(list) => (
          <ul className="plain-list" aria-label="Consents">
            {list.map((consent) => (
              <li key={consent.purpose} className="privacy-row">
                <ConsentSwitch consent={consent} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}

function ConsentSwitch({ consent }: { consent: Consent }) {
  const { purpose, title, text, granted, decidedAt } = consent
  const utils = trpc.useUtils()
  const set = trpc.privacy.consents.set.useMutation({
    onError: (error) => sayFailure(errorMessage(error)),
    onSettled: () => utils.privacy.consents.list.invalidate(),
  })
  const shown = set.isPending ? set.variables.granted : granted
  return (
    <Switch
      label={title}
      description={
        <>
          {text}
          {decidedAt !== null && (
            <>
              {' '}
              <span className="consent-when">
                {granted ? 'Agreed' : 'Declined'} {dateAndTime(decidedAt)}.
              </span>
            </>
          )}
        </>
      }
      checked={shown}
      onChange={(event) => set.mutate({ purpose, granted: event.currentTarget.checked })}
    />
  )
}
