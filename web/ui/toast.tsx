import { Button } from '@mantine/core'
import type { NotificationData } from '@mantine/notifications'

const UNDO_MS = 8_000

/** The toasts' code comes after the page's. */
async function show(toast: NotificationData): Promise<void> {
  const loaded = await import('@mantine/notifications').catch(() => null)
  // The server went away before its code came: the page says so itself.
  if (!loaded) return
  const { notifications } = loaded
  notifications.show({ closeButtonProps: { 'aria-label': 'Dismiss' }, ...toast })
}

async function hide(id: string): Promise<void> {
  const { notifications } = await import('@mantine/notifications')
  notifications.hide(id)
}

/** Says what was done and offers to take it back, for eight seconds. */
export function offerUndo(message: string, undo: () => void): void {
  const id = crypto.randomUUID()
  const takeBack = () => {
    void hide(id)
    undo()
  }
  void show({
    id,
    autoClose: UNDO_MS,
    message: (
      <div className="row spread">
        <span>{message}</span>
        <Button size="compact-sm" variant="outline" onClick={takeBack}>
          Undo
        </Button>
      </div>
    ),
  })
}

/** Says that something did not work, in words that the caller has. */
export function sayFailure(message: string): void {
  void show({ color: 'bad', autoClose: 8_000, title: 'That did not work', message })
}

export function sayDone(message: string): void {
  void show({ autoClose: 4_000, message })
}
