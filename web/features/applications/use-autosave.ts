import { useEffect, useRef, useState } from 'react'
import { errorMessage } from '../../error-message.ts'

const PAUSE_MS = 700

export interface AutosaveOptions {
  /** The text as the page knows it to be saved. */
  stored: string
  /** What the server has now: somebody may have changed it in another window. */
  read: () => Promise<string>
  write: (text: string) => Promise<unknown>
  /** Words when the text can't be saved as it is. */
  problemOf?: (text: string) => string | null
}

export interface Autosave {
  text: string
  setText: (text: string) => void
  /** idle: as it was when the page was opened. */
  state: 'idle' | 'saved' | 'waiting' | 'saving' | 'refused'
  problem: string | null
  /** What another window saved meanwhile; null when nobody did. */
  theirs: string | null
  takeTheirs: () => void
  keepMine: () => void
  /** Saves now, as when the field is left. */
  flush: () => void
}

/** Saving trims the ends; that is no change. */
const same = (one: string, other: string) => one.trim() === other.trim()

/** Saves a field a moment after the last key, and never over what another window has written since. */
export function useAutosave({ stored, read, write, problemOf }: AutosaveOptions): Autosave {
  const { text, setText, base, setBase, dirty } = useBasedText(stored)
  const [theirs, setTheirs] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [written, setWritten] = useState(false)
  const [failure, setFailure] = useState<{ text: string; words: string } | null>(null)
  const failed = failure?.text === text ? failure.words : null
  const problem = (dirty ? problemOf?.(text) : null) ?? failed
  const ready = dirty && !saving && theirs === null && problem === null

  const save = async (typed: string) => {
    setSaving(true)
    try {
      const now = await read()
      if (!same(now, base) && !same(now, typed)) setTheirs(now)
      else {
        await write(typed)
        setBase(typed)
        setWritten(true)
      }
    } catch (error) {
      setFailure({ text: typed, words: errorMessage(error) })
    }
    setSaving(false)
  }
  const flush = useAfterPause(ready, text, save)
  const decide = (next: string) => {
    setText(next)
    setBase(theirs ?? base)
    setTheirs(null)
  }
  return {
    text,
    setText,
    state: saving ? 'saving' : stateOf(dirty, problem, written),
    problem,
    theirs,
    takeTheirs: () => decide(theirs ?? text),
    keepMine: () => decide(text),
    flush,
  }
}

function stateOf(dirty: boolean, problem: string | null, written: boolean): Autosave['state'] {
  if (problem !== null) return 'refused'
  if (dirty) return 'waiting'
  return written ? 'saved' : 'idle'
}

/** What is typed, upon what was saved when the typing began; a text nobody is changing follows the saved one. */
function useBasedText(stored: string) {
  const [text, setText] = useState(stored)
  const [base, setBase] = useState(stored)
  const [seen, setSeen] = useState(stored)
  const dirty = !same(text, base)
  if (stored !== seen) {
    setSeen(stored)
    if (!dirty || same(stored, text)) setBase(stored)
    if (!dirty && !same(stored, text)) setText(stored)
  }
  return { text, setText, base, setBase, dirty }
}

/** Saves once nothing was typed for a moment, when the field is left, and when the page is. */
function useAfterPause(ready: boolean, text: string, save: (text: string) => Promise<void>): () => void {
  const flush = (typed: string) => {
    if (ready) void save(typed)
  }
  const latest = useRef(() => flush(text))
  useEffect(() => {
    latest.current = () => flush(text)
  })
  useEffect(() => {
    if (!ready) return undefined
    const timer = setTimeout((typed: string) => typed === text && latest.current(), PAUSE_MS, text)
    return () => clearTimeout(timer)
  }, [ready, text])
  useEffect(() => () => latest.current(), [])
  return () => flush(text)
}
