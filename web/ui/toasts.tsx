import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.layer.css'

/** Where short messages and their Undo appear. */
export function Toasts() {
  return <Notifications position="bottom-right" />
}
