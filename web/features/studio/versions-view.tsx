import { Button, NativeSelect } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { errorMessage } from '../../error-message.ts'
import { dateAndTime } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Tag } from '../../ui/notice.tsx'
import { SkeletonLines } from '../../ui/skeleton-lines.tsx'
import { offerUndo, sayFailure } from '../../ui/toast.tsx'
import { useStoreDraft, type Draft } from './use-draft-text.ts'
import './versions-view.css'

type Version = Outputs['drafts']['versions']['versions'][number]

const TextDiff = lazy(async () => ({ default: (await import('./text-diff.tsx')).TextDiff }))

/** Every wording the letter has had, the difference of any two, and the way back to each. */
export function VersionsView({ draft, dirty }: { draft: Draft; dirty: boolean }) {
  const query = trpc.drafts.versions.useQuery({ id: draft.id })
  return (
    <Loaded query={query}>
      {({ versions }) => (
        <div className="columns wide-left versions-view">
          <Comparison versions={versions} />
          <Card title="Versions">
            {dirty && (
              <p className="small">Save what you typed first; then an earlier wording can come back.</p>
            )}
            <VersionList draft={draft} versions={versions} dirty={dirty} />
          </Card>
        </div>
      )}
    </Loaded>
  )
}

function Comparison({ versions }: { versions: readonly Version[] }) {
  const { before, after, choose } = useChosen(versions)
  if (!after) return null
  const options = versions.map(({ number }) => ({ value: String(number), label: `Version ${number}` }))
  return (
    <Card title="What changed">
      {before ? (
        <>
          <div className="row">
            <NativeSelect
              label="From"
              data={options}
              value={String(before.number)}
              onChange={(event) => choose({ from: event.currentTarget.value })}
            />
            <NativeSelect
              label="To"
              data={options}
              value={String(after.number)}
              onChange={(event) => choose({ to: event.currentTarget.value })}
            />
          </div>
          <Suspense fallback={<SkeletonLines lines={8} />}>
            <TextDiff
              before={before.text}
              after={after.text}
              label={`From version ${before.number} to version ${after.number}`}
            />
          </Suspense>
        </>
      ) : (
        <p className="quiet">There is one version so far. Save a change, and both are compared here.</p>
      )}
    </Card>
  )
}

/** The two that are compared, kept in the address; without a choice the newest with the one before. */
function useChosen(versions: readonly Version[]) {
  const [params, setParams] = useSearchParams()
  const numbered = (key: string) => versions.find(({ number }) => String(number) === params.get(key))
  const after = numbered('to') ?? versions[0]
  const before =
    numbered('from') ?? versions.find(({ number }) => after && number < after.number) ?? versions[1]
  const choose = (chosen: Record<string, string>) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now)
        for (const [key, value] of Object.entries(chosen)) next.set(key, value)
        return next
      },
      { replace: true },
    )
  return { before, after, choose }
}

interface VersionListProps {
  draft: Draft
  versions: readonly Version[]
  dirty: boolean
}

function VersionList({ draft, versions, dirty }: VersionListProps) {
  const { restore, restoring } = useRestore(draft)
  return (
    <ol className="plain-list version-list" reversed>
      {versions.map((version) => (
        <li key={version.number}>
          <div className="row">
            <h3>Version {version.number}</h3>
            {version.number === draft.version && <Tag tone="quiet">current</Tag>}
            {version.approvedAt && !version.withdrawnAt && <Tag tone="good">approved</Tag>}
          </div>
          <p className="small quiet">
            {version.author === 'agent' ? 'Drafted for you' : 'Your wording'},{' '}
            <time dateTime={version.createdAt}>{dateAndTime(version.createdAt)}</time>
            {version.approvedAt && <>. Approved {dateAndTime(version.approvedAt)}</>}
            {version.withdrawnAt && <>, taken back {dateAndTime(version.withdrawnAt)}</>}
          </p>
          {version.number !== draft.version && (
            <Button
              variant="outline"
              loading={restoring === version.number}
              disabled={dirty || restoring !== null}
              onClick={() => restore(version.number)}
            >
              Bring version {version.number} back
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}

/** An earlier wording becomes the newest version; nothing is lost, so it can be undone the same way. */
function useRestore(draft: Draft) {
  const store = useStoreDraft()
  const { mutateAsync, isPending, variables } = trpc.drafts.restoreVersion.useMutation()
  const bringBack = async (version: number, base: number) => {
    try {
      const restored = await mutateAsync({ id: draft.id, version, base })
      await store(restored)
      return restored
    } catch (error) {
      sayFailure(errorMessage(error))
      return null
    }
  }
  const restore = async (version: number) => {
    const restored = await bringBack(version, draft.version)
    if (!restored) return
    offerUndo(
      `The wording of version ${version} is back, as version ${restored.version}.`,
      () => void bringBack(draft.version, restored.version),
    )
  }
  return {
    restore: (version: number) => void restore(version),
    restoring: isPending ? (variables?.version ?? null) : null,
  }
}
