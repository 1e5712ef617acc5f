import { Button } from '@mantine/core'
import { useState } from 'react'
import { sayFailure } from '../../ui/toast.tsx'
import { useSignOut } from './use-session.ts'

export function SignOutButton() {
  const signOut = useSignOut()
  const [busy, setBusy] = useState(false)
  const leave = () => {
    setBusy(true)
    signOut().catch((error: unknown) => {
      setBusy(false)
      sayFailure(error instanceof Error ? error.message : String(error))
    })
  }
  return (
    <Button variant="subtle" loading={busy} onClick={leave}>
      Sign out
    </Button>
  )
}
