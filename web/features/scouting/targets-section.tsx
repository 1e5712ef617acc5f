import { Button, Switch } from '@mantine/core'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { errorMessage } from '../../error-message.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Tag } from '../../ui/notice.tsx'
import { offerUndo, sayFailure } from '../../ui/toast.tsx'
import { MatchAgain } from './match-again.tsx'
import './scouting.css'
import { TargetForm, type Target } from './target-form.tsx'
import { MarkedSentence, UnderstoodList } from './understood.tsx'

const MAX_TARGETS = 10

/** What the person looks for: each sentence with what was understood, changed, paused or removed here. */
export function TargetsSection() {
  const targets = trpc.targets.list.useQuery()
  const place = useRef<HTMLDivElement>(null)
  const [changes, setChanges] = useState(0)
  const changed = () => setChanges((before) => before + 1)
  const removed = () => {
    changed()
    // What had the keyboard is gone.
    place.current?.focus()
  }
  return (
    <div className="stack targets" ref={place} tabIndex={-1}>
      {changes > 0 && <MatchAgain key={changes} />}
      <Card title="What you look for">
        <p className="quiet">
          Matching goes by these sentences: a posting that fits none of them is marked as outside your own
          conditions. Several are alternatives; one that fits is enough.
        </p>
        <Loaded query={targets}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title="Nothing said yet">
                Without a sentence, postings are matched by your résumé alone. Say below what you look for.
              </EmptyState>
            ) : (
              <ul className="plain-list target-list">
                {items.map((target) => (
                  <TargetItem key={target.id} target={target} onChanged={changed} onRemoved={removed} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
      {(targets.data?.items.length ?? 0) < MAX_TARGETS ? (
        <Card title="Add a sentence">
          <TargetForm saveLabel="Add" onSaved={changed} />
        </Card>
      ) : (
        <p className="quiet">Ten sentences are the most there can be. Remove or change one of them.</p>
      )}
    </div>
  )
}

interface TargetItemProps {
  target: Target
  onChanged: () => void
  onRemoved: () => void
}

function TargetItem({ target, onChanged, onRemoved }: TargetItemProps) {
  const [editing, setEditing] = useState(false)
  const wasEditing = useRef(false)
  const change = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (wasEditing.current && !editing) change.current?.focus()
    wasEditing.current = editing
  }, [editing])
  const saved = () => {
    setEditing(false)
    onChanged()
  }
  if (editing) {
    return (
      <li className="target-item">
        <TargetForm target={target} focusOnOpen onSaved={saved} onCancel={() => setEditing(false)} />
      </li>
    )
  }
  return (
    <li className="target-item">
      <MarkedSentence sentence={target.sentence} understood={target.understood} />
      <UnderstoodList understood={target.understood} />
      <TargetActions
        target={target}
        changeButton={change}
        onEdit={() => setEditing(true)}
        onChanged={onChanged}
        onRemoved={onRemoved}
      />
    </li>
  )
}

interface TargetActionsProps extends TargetItemProps {
  changeButton: RefObject<HTMLButtonElement | null>
  onEdit: () => void
}

function TargetActions({ target, changeButton, onEdit, onChanged, onRemoved }: TargetActionsProps) {
  const { id, sentence, active } = target
  const utils = trpc.useUtils()
  const refresh = () => void utils.targets.list.invalidate()
  const failed = (error: unknown) => {
    sayFailure(errorMessage(error))
    refresh()
  }
  const update = trpc.targets.update.useMutation({
    onMutate: (change) =>
      utils.targets.list.setData(undefined, (list) => list && withChange(list, id, change.active ?? active)),
    onSettled: refresh,
    onSuccess: onChanged,
    onError: failed,
  })
  const create = trpc.targets.create.useMutation({ onError: failed, onSuccess: refresh })
  const bringBack = async () => {
    const restored = await create.mutateAsync({ sentence }).catch(() => null)
    if (restored && !active) update.mutate({ id: restored.id, active: false })
  }
  const remove = trpc.targets.remove.useMutation({
    onSuccess: () => {
      refresh()
      onRemoved()
      offerUndo('The sentence is removed.', () => void bringBack())
    },
    onError: failed,
  })
  return (
    <div className="row">
      <Switch
        label={
          <>
            Matching goes by it<span className="visually-hidden">: “{sentence}”</span>
          </>
        }
        checked={active}
        onChange={(event) => update.mutate({ id, active: event.currentTarget.checked })}
      />
      {!active && <Tag tone="quiet">paused</Tag>}
      <span className="push" />
      <Button ref={changeButton} variant="subtle" onClick={onEdit}>
        Change<span className="visually-hidden"> “{sentence}”</span>
      </Button>
      <Button variant="subtle" color="quiet" loading={remove.isPending} onClick={() => remove.mutate({ id })}>
        Remove<span className="visually-hidden"> “{sentence}”</span>
      </Button>
    </div>
  )
}

function withChange(list: { items: Target[] }, id: string, active: boolean): { items: Target[] } {
  return { items: list.items.map((item) => (item.id === id ? { ...item, active } : item)) }
}
