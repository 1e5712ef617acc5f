import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { errorMessage } from '../../error-message.ts'
import { counted } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice, Tag } from '../../ui/notice.tsx'
import { SkeletonLines } from '../../ui/skeleton-lines.tsx'
import { sayDone } from '../../ui/toast.tsx'
import { useKeptFocus } from '../operations/use-kept-focus.ts'
import { BackupCodes } from './backup-codes.tsx'
import { SensitiveModal } from './sensitive-modal.tsx'

type Begun = Outputs['secondStep']['begin']
type Status = Outputs['secondStep']['status']

const SetUp = lazy(async () => ({ default: (await import('./second-step-set-up.tsx')).SecondStepSetUp }))

/** Fewer than these, and it is time for new ones. */
const FEW = 3

/** A code of an app besides the one that is mailed. */
export function SecondStepCard() {
  const status = trpc.secondStep.status.useQuery()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const isOn = status.data?.enabled === true
  const kept = useKeptFocus<HTMLDivElement>([isOn, begun === null, codes === null].join())
  return (
    <Card
      title="Second step"
      actions={status.data && <Tag tone={isOn ? 'good' : 'quiet'}>{isOn ? 'on' : 'off'}</Tag>}
    >
      <div ref={kept} tabIndex={-1} className="stack">
        {codes && <BackupCodes codes={codes} onKept={() => setCodes(null)} />}
        {!codes && begun && (
          <Suspense fallback={<SkeletonLines lines={6} />}>
            <SetUp
              begun={begun}
              onCancel={() => setBegun(null)}
              onDone={(backupCodes) => {
                setBegun(null)
                setCodes(backupCodes)
              }}
            />
          </Suspense>
        )}
        {!codes && !begun && (
          <Loaded query={status}>
            {(now) => (now.enabled ? <On status={now} onCodes={setCodes} /> : <Off onBegun={setBegun} />)}
          </Loaded>
        )}
      </div>
    </Card>
  )
}

function Off({ onBegun }: { onBegun: (begun: Begun) => void }) {
  const begin = trpc.secondStep.begin.useMutation({ onSuccess: onBegun })
  return (
    <>
      <p className="quiet">
        Then whoever can read your mail still can’t sign in as you: besides the code of the mail, JobPilot
        asks for one of an app on your phone. Any authenticator app will do.
      </p>
      {begin.error && <Notice tone="bad">{errorMessage(begin.error)}</Notice>}
      <div className="row">
        <Button loading={begin.isPending} onClick={() => begin.mutate()}>
          Set it up
        </Button>
      </div>
    </>
  )
}

function On({ status, onCodes }: { status: Status; onCodes: (codes: readonly string[]) => void }) {
  const [isEnding, setIsEnding] = useState(false)
  const utils = trpc.useUtils()
  const renew = trpc.secondStep.renewBackupCodes.useMutation({
    onSuccess: ({ backupCodes }) => onCodes(backupCodes),
    onSettled: () => utils.secondStep.status.invalidate(),
  })
  const { backupCodesLeft } = status
  return (
    <>
      <p className="quiet">
        Signing in asks for a code of your authenticator app, and so does what can’t be taken back.
      </p>
      {backupCodesLeft < FEW ? (
        <Notice>
          {leftWords(backupCodesLeft)} Make new ones, so that a lost phone doesn’t lock you out.
        </Notice>
      ) : (
        <p>{leftWords(backupCodesLeft)}</p>
      )}
      {renew.error && <Notice tone="bad">{errorMessage(renew.error)}</Notice>}
      <div className="row">
        <Button variant="outline" loading={renew.isPending} onClick={() => renew.mutate()}>
          Make new backup codes
        </Button>
        <Button variant="outline" color="bad" onClick={() => setIsEnding(true)}>
          Turn it off
        </Button>
      </div>
      {isEnding && <TurnOff onClose={() => setIsEnding(false)} />}
    </>
  )
}

function leftWords(left: number): string {
  return left === 0 ? 'No backup code is left.' : `${counted(left, 'backup code')} left.`
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const utils = trpc.useUtils()
  const disable = trpc.secondStep.disable.useMutation({
    onSuccess: async () => {
      await Promise.all([
        utils.secondStep.invalidate(),
        utils.users.me.invalidate(),
        utils.sessions.invalidate(),
      ])
      sayDone('The second step is off.')
      onClose()
    },
  })
  return (
    <SensitiveModal opened onClose={onClose} title="Turn the second step off?" centered>
      <div className="stack">
        <p>
          From then on the code of a mail is enough to sign in. The backup codes stop working, and your other
          sessions are signed out.
        </p>
        {disable.error && <Notice tone="bad">{errorMessage(disable.error)}</Notice>}
        <div className="row">
          <Button color="bad" loading={disable.isPending} onClick={() => disable.mutate()}>
            Turn it off
          </Button>
          <Button variant="subtle" data-autofocus onClick={onClose}>
            Keep it on
          </Button>
        </div>
      </div>
    </SensitiveModal>
  )
}
