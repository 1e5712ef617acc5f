import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Notice } from '../../ui/notice.tsx'
import { beginAtLinkedin } from './linkedin-api.ts'

interface LinkedinButtonProps {
  /** The page to come back to. */
  to: string
  /** Connects LinkedIn to the account one is signed in to, instead of signing in. */
  connect?: boolean
}

/** Leads to LinkedIn and back. */
export function LinkedinButton({ to, connect = false }: LinkedinButtonProps) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // With the browser's back button the page may come back as it was left.
  useEffect(() => {
    const settle = () => setBusy(false)
    window.addEventListener('pageshow', settle)
    return () => window.removeEventListener('pageshow', settle)
  }, [])
  const begin = async () => {
    setBusy(true)
    setProblem(null)
    const begun = await beginAtLinkedin(to, connect)
    if (begun.ok) return window.location.assign(begun.url)
    setBusy(false)
    setProblem(begun.words)
  }
  return (
    <>
      <Button variant="outline" loading={busy} onClick={() => void begin()}>
        {connect ? 'Connect LinkedIn' : 'Continue with LinkedIn'}
      </Button>
      {problem && <Notice tone="bad">{problem}</Notice>}
    </>
  )
}
