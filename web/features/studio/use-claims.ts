import { useQuery } from '@tanstack/react-query'
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
export function useClaims(draft: Draft, savedClaims: readonly DraftClaim[], text: string): LiveClaims {
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

  const stored = useMemo(() => ({ text: saved, claims: savedClaims }), [saved, savedClaims])
  const known: Checked = text === saved ? stored : (checked ?? stored)
  const claims = useMemo(() => moveClaims(known.claims, known.text, text), [known.claims, known.text, text])
  const state = known.text === text ? 'checked' : failed?.text === text ? 'failed' : 'checking'
  return { claims, state }
}

/**
 * The claims of the saved text, checked against the facts as they are now: a fact that was added, corrected or removed
 * since counts. An approved text keeps those it was approved with.
 */
export function useSavedClaims(draft: Draft): readonly DraftClaim[] {
  const { client } = trpc.useUtils()
  const { id, text, sha256, state, claims } = draft
  const { data } = useQuery({
    queryKey: [['drafts', 'check'], { id, sha256 }],
    queryFn: () => client.drafts.check.mutate({ id, text }),
    enabled: state !== 'approved',
    staleTime: 0,
  })
  return state === 'approved' ? claims : (data?.claims ?? claims)
}
