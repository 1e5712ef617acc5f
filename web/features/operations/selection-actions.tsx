import { Button } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import type { JobAction } from '../../../src/domains/operations/control/schema.ts'
import type { JobFilter, JobItem } from '../../../src/domains/operations/schema.ts'
import { trpc } from '../../trpc.ts'
import { ActionDialog, type ActionDetails } from './action-dialog.tsx'
import { actionsFor, actionWords } from './action-words.ts'
import { cappedWords } from './overview-troubles.ts'
import { allMatching, chosenOf, nothing, type Selection } from './selection.ts'
import { seenOf, selectionStates, selectionWords } from './selection-words.ts'
import { useAct } from './use-act.ts'

/** What an operator is about to do to which jobs. */
export interface Asked {
  action: JobAction
  /** `all`: that fit the filter. */
  jobs: readonly JobItem[] | 'all'
}

interface SelectionActionsProps {
  filter: JobFilter
  items: readonly JobItem[]
  hasMore: boolean
  selection: Selection
  select: (change: (before: Selection) => Selection) => void
  asked: Asked | null
  ask: (asked: Asked | null) => void
  onBulk: (jobId: string) => void
}

/** What is chosen and what can be done to it; then the dialog that asks why. */
export function SelectionActions(props: SelectionActionsProps) {
  const { filter, items, hasMore, selection, select, asked, ask, onBulk } = props
  const chosen = chosenOf(selection, items)
  const isAny = selection.all || chosen.length > 0
  const count = trpc.jobs.count.useQuery(
    { filter },
    { enabled: isAny && hasMore, placeholderData: keepPreviousData },
  )
  const matching = hasMore ? count.data : { count: items.length, more: false }
  const all = matching ? `all ${cappedWords(matching)} matching` : 'all matching'
  const act = useAct()
  const bulk = trpc.jobs.bulk.useMutation()
  const done = () => select(() => nothing)

  const confirm = async ({ action, jobs }: Asked, reason: string, details: ActionDetails) => {
    if (jobs === 'all') {
      const { jobId } = await bulk.mutateAsync({
        filter,
        action,
        reason,
        expected: matching?.count,
        ...details,
      })
      onBulk(jobId)
    } else {
      const ids = jobs.map(({ id }) => id)
      await act({ action, ids, reason, seen: seenOf(action, jobs), ...details })
    }
    done()
  }
  const chooseAll = () => select(() => allMatching(items.map(({ id }) => id)))
  return (
    <>
      <div className={`job-selection ${isAny ? 'shown' : ''}`} role="group" aria-label="Selection">
        <span role="status">{isAny ? selectionWords(selection.all ? all : chosen.length) : ''}</span>
        {isAny && (
          <>
            {!selection.all && hasMore && (
              <Button size="compact-md" variant="subtle" onClick={chooseAll}>
                Select {all}
              </Button>
            )}
            <ActionButtons
              states={selection.all ? selectionStates(filter.state) : chosen.map(({ state }) => state)}
              onAction={(action) => ask({ action, jobs: selection.all ? 'all' : chosen })}
            />
            <Button size="compact-md" variant="subtle" onClick={done}>
              Clear selection
            </Button>
          </>
        )}
      </div>
      {asked && (
        <ActionDialog
          action={asked.action}
          {...(asked.jobs === 'all' ? { jobs: [], what: all, note: bulkNote } : { jobs: asked.jobs })}
          onConfirm={(reason, details) => confirm(asked, reason, details)}
          onClose={() => ask(null)}
        />
      )}
    </>
  )
}

const bulkNote =
  'Done in the background, with progress; it can be stopped. Jobs that come from now on are left alone.'

interface ActionButtonsProps {
  states: readonly JobItem['state'][]
  onAction: (action: JobAction) => void
}

function ActionButtons({ states, onAction }: ActionButtonsProps) {
  return actionsFor(states).map((action) => (
    <Button
      key={action}
      size="compact-md"
      variant="outline"
      color={actionWords[action].tone}
      onClick={() => onAction(action)}
    >
      {actionWords[action].label}
    </Button>
  ))
}
