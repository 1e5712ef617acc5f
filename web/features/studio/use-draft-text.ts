import { useCallback, useEffect, useMemo, useState } from 'react'
import { errorMessage, errorStatus } from '../../error-message.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { offerUndo } from '../../ui/toast.tsx'
import { forgetUnsaved, keepUnsaved, readUnsaved } from './unsaved-text.ts'

export type Draft = Outputs['drafts']['get']

interface Base {
  version: number
  /** null: the text of a version that is not known any more. */
  text: string | null
}

export interface DraftText {
  text: string
  setText: (text: string) => void
  /** The text is not the one that is saved. */
  dirty: boolean
  /** Another version was saved while this text was being typed. */
  conflict: boolean
  /** When the text was typed that the browser brought back; null when it brought none back. */
  broughtBack: string | null
  saving: boolean
  problem: string | null
  /** Saves a new version; null when that didn't work. */
  save: () => Promise<Draft | null>
  /** Replaces what was typed by the saved text; can be undone. */
  takeSaved: () => void
  /** Goes on with the typed text upon the newest version. */
  keepMine: () => void
}

/** The text a person is writing, beside the version that is saved: neither ever replaces the other unasked. */
export function useDraftText(draft: Draft): DraftText {
  const [kept] = useState(() => readUnsaved(localStorage, draft.id))
  const [base, setBase] = useState<Base>(() => startingBase(draft, kept))
  const [text, setText] = useState(kept?.text ?? draft.text)
  const [broughtBack, setBroughtBack] = useState(kept && kept.text !== draft.text ? kept.at : null)
  const dirty = text !== base.text
  const newer = draft.version > base.version
  if (newer && (!dirty || text === draft.text)) {
    setBase({ version: draft.version, text: draft.text })
    setText(draft.text)
  }
  useKeptText(draft.id, dirty ? text : null, base.version)
  const saving = useSave(draft, base.version, text, (saved) => {
    setBase({ version: saved.version, text: saved.text })
    setBroughtBack(null)
    setText((now) => (now === text ? saved.text : now))
  })
  const takeSaved = () => {
    const mine = { base, text }
    setBase({ version: draft.version, text: draft.text })
    setText(draft.text)
    setBroughtBack(null)
    offerUndo('The saved text is back.', () => {
      setBase(mine.base)
      setText(mine.text)
    })
  }
  const keepMine = () => setBase({ version: draft.version, text: draft.text })
  return { text, setText, dirty, conflict: newer && dirty, broughtBack, ...saving, takeSaved, keepMine }
}

function startingBase(draft: Draft, kept: ReturnType<typeof readUnsaved>): Base {
  if (!kept || kept.version === draft.version || kept.text === draft.text)
    return { version: draft.version, text: draft.text }
  return { version: Math.min(kept.version, draft.version), text: null }
}

/** In the browser's storage while it is unsaved; null: there is nothing to keep. */
function useKeptText(draftId: string, text: string | null, version: number): void {
  useEffect(() => {
    if (text === null) forgetUnsaved(localStorage, draftId)
    else keepUnsaved(localStorage, draftId, { version, text, at: new Date().toISOString() })
  }, [draftId, text, version])
}

function useSave(draft: Draft, version: number, text: string, onSaved: (saved: Draft) => void) {
  const utils = trpc.useUtils()
  const edit = trpc.drafts.edit.useMutation()
  const [problem, setProblem] = useState<string | null>(null)
  const { mutateAsync, isPending } = edit
  const save = async () => {
    if (isPending) return null
    setProblem(null)
    try {
      const saved = await mutateAsync({ id: draft.id, version, text })
      await utils.drafts.get.cancel({ id: draft.id })
      utils.drafts.get.setData({ id: draft.id }, saved)
      onSaved(saved)
      void utils.drafts.versions.invalidate({ id: draft.id })
      void utils.drafts.list.invalidate()
      return saved
    } catch (error) {
      // Read anew, the conflict shows with both texts at hand.
      if (errorStatus(error) === 409) void utils.drafts.get.invalidate({ id: draft.id })
      else setProblem(`${errorMessage(error)} Your text is kept in this browser.`)
      return null
    }
  }
  return { save, saving: isPending, problem }
}

/** Puts what a mutation answered in the place of the draft that pages show. */
export function useStoreDraft(): (draft: Draft) => Promise<void> {
  const utils = trpc.useUtils()
  return useCallback(
    async (draft) => {
      await utils.drafts.get.cancel({ id: draft.id })
      utils.drafts.get.setData({ id: draft.id }, draft)
      void utils.drafts.versions.invalidate({ id: draft.id })
      void utils.drafts.list.invalidate()
    },
    [utils],
  )
}

/** Every fact that the letter may rest on, by id: those the draft names, and the résumé's others once they are there. */
export function useKnownFacts(draft: Draft) {
  const match = trpc.matches.get.useQuery({ id: draft.matchId ?? '' }, { enabled: draft.matchId !== null })
  const resumeId = match.data?.resumeId ?? null
  const resume = trpc.resumes.get.useQuery({ id: resumeId ?? '' }, { enabled: resumeId !== null })
  const facts = useMemo(() => {
    const others = (resume.data?.facts ?? []).map(({ id, kind, text, state }) => ({
      id,
      kind,
      text,
      confirmed: state === 'confirmed',
    }))
    return new Map([...draft.facts, ...others].map((fact) => [fact.id, fact]))
  }, [draft.facts, resume.data])
  return { facts, resumeId }
}
