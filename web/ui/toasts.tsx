import { Notifications } from '@mantine/notifications'

/** Where short messages and their Undo appear. */
export function Toasts() {
  return <Notifications position="bottom-right" />
}
