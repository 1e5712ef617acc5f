import { useEffect, useState } from 'react'
import { useLive } from '../features/agents/live-provider.tsx'
import { Notice } from '../ui/notice.tsx'

/** A hiccup shorter than this isn't worth a word. */
const PATIENCE_MS = 1_500

/** Says when the server is away, and that nothing is lost; goes by itself when it is back. */
export function ConnectionNotice() {
  const { status } = useLive()
  return status === 'lost' ? <AfterPatience /> : null
}

function AfterPatience() {
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!waited) return null
  return (
    <Notice>
      The connection to the server was lost. What you see may be old; it comes back by itself and catches up.
    </Notice>
  )
}
