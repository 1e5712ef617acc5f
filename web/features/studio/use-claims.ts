import { useEffect, useMemo, useRef, useState } from 'react'
import type { DraftClaim } from '../../../src/domains/studio/schema.ts'
import { trpc } from '../../trpc.ts'
import { moveClaims, type PlacedClaim } from './move-claims.ts'
import type { Draft } from './use-draft-text.ts'

const PAUSE_MS = 400
const AGAIN_MS = 4_000

interface Checked {
  text: string
  claims: readonly DraftClaim[]
}

export interface LiveClaims {
  claims: readonly PlacedClaim[]
  /** Whether they are of exactly the text shown. */
  state: 'checked' | 'checking' | 'failed'
}

/**
 * The claims of the text as it is being typed. The server checks after each pause; until it has answered, what is
 * known moves along with the words. An answer that a later one has overtaken is ignored.
 */
export function useClaims(draft: Draft, text: string): LiveClaims {
  const { client } = trpc.useUtils()
  const [checked, setChecked] = useState<Checked | null>(null)
  const [failed, setFailed] = useState<{ text: string } | null>(null)
  const asked = useRef(0)
  const answered = useRef(0)
  const { id, text: saved } = draft
  useEffect(() => {
    if (text === saved) return undefined
    const ask = async () => {
      const number = ++asked.current
      try {
        const { claims } = await client.drafts.check.mutate({ id, text })
        if (number < answered.current) return
        answered.current = number
        setChecked({ text, claims })
      } catch {
        if (number === asked.current) setFailed({ text })
      }
    }
    const timer = setTimeout(() => void ask(), failed?.text === text ? AGAIN_MS : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [client, id, saved, text, failed])

  const known: Checked = text === saved ? { text: saved, claims: draft.claims } : (checked ?? draft)
  const claims = useMemo(() => moveClaims(known.claims, known.text, text), [known.claims, known.text, text])
  const state = known.text === text ? 'checked' : failed?.text === text ? 'failed' : 'checking'
  return { claims, state }
}
