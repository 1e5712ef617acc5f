import { Button, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useBlocker } from 'react-router'

/** Asks before a page with unsaved text is left, within JobPilot and beyond. */
export function LeaveGuard({ dirty, save }: { dirty: boolean; save: () => Promise<unknown> }) {
  const [saving, setSaving] = useState(false)
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (!dirty) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [dirty])
  if (blocker.state !== 'blocked') return null
  const saveAndLeave = async () => {
    setSaving(true)
    const saved = await save()
    setSaving(false)
    if (saved) blocker.proceed()
    else blocker.reset()
  }
  return (
    <Modal opened onClose={() => blocker.reset()} title="The letter has unsaved changes">
      <div className="stack">
        <p>Without saving, what you typed stays in this browser and is there when you come back.</p>
        <div className="row">
          <Button data-autofocus loading={saving} onClick={() => void saveAndLeave()}>
            Save and leave
          </Button>
          <Button variant="outline" onClick={() => blocker.proceed()}>
            Leave without saving
          </Button>
          <Button variant="subtle" onClick={() => blocker.reset()}>
            Stay
          </Button>
        </div>
      </div>
    </Modal>
  )
}
