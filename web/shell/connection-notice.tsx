import { useEffect, useState } from 'react'
import { useLive } from '../features/agents/live-provider.tsx'
import { Notice } from '../ui/notice.tsx'

/** A hiccup shorter than this isn't worth a word. */
const PATIENCE_MS = 1_500

/** Says when the server is away, and that nothing is lost; goes by itself when it is back. */
export function ConnectionNotice() {
  const { status } = useLive()
  const [away, setAway] = useState(false)
  useEffect(() => {
    if (status !== 'lost') {
      setAway(false)
      return undefined
    }
    const timer = setTimeout(() => setAway(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [status])
  if (!away) return null
  return (
    <Notice>
      The connection to the server was lost. What you see may be old; it comes back by itself and catches up.
    </Notice>
  )
}
