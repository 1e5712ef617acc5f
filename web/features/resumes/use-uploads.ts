import { useCallback, useRef, useState } from 'react'
import { resumeErrors } from '../../../src/domains/resumes/errors.ts'
import { trpc } from '../../trpc.ts'
import { uploadResume, type Uploaded } from './upload-resume.ts'

/** As the server's own limit, so that nobody waits for bytes that it would refuse. */
const MAX_BYTES = 10 * 1024 * 1024

export interface Upload {
  key: string
  fileName: string
  step: 'waiting' | 'sending' | 'reading' | 'read' | 'known' | 'refused' | 'cancelled'
  /** 0-100 of the bytes. */
  percent: number
  resumeId: string | null
  runId: string | null
  /** Why it was refused. */
  words: string | null
  /** Facts found, once it was read. */
  facts: number | null
}

/** What can be told without sending it. */
function refusalOf(file: File): string | null {
  if (file.size === 0) return resumeErrors.resume_empty.words
  return file.size > MAX_BYTES ? resumeErrors.resume_too_large.words : null
}

function newUpload(file: File): Upload {
  const words = refusalOf(file)
  return {
    key: crypto.randomUUID(),
    fileName: file.name,
    step: words ? 'refused' : 'waiting',
    percent: 0,
    resumeId: null,
    runId: null,
    words,
    facts: null,
  }
}

function afterSending({ resumeId, runId }: Uploaded): Partial<Upload> {
  return { step: runId ? 'reading' : 'known', percent: 100, resumeId, runId }
}

export interface UploadsOptions {
  /** Uploads become versions of this résumé. */
  resumeId?: string
  /** The only file that was chosen is there already. */
  onKnown?: (resumeId: string, fileName: string) => void
  /** A file was read. */
  onRead?: (resumeId: string) => void
}

export interface Uploads {
  items: readonly Upload[]
  add: (files: readonly File[]) => void
  cancel: (key: string) => void
  dismiss: (key: string) => void
  /** Its run has ended well. */
  markRead: (key: string, facts: number | null) => void
}

/** Uploads files one after the other; what was sent goes on being read while the next is on its way. */
export function useUploads({ resumeId, onKnown, onRead }: UploadsOptions = {}): Uploads {
  const [items, setItems] = useState<readonly Upload[]>([])
  const queue = useRef(Promise.resolve())
  const aborts = useRef(new Map<string, AbortController>())
  const utils = trpc.useUtils()

  const change = useCallback((key: string, patch: Partial<Upload>) => {
    setItems((before) => before.map((item) => (item.key === key ? { ...item, ...patch } : item)))
  }, [])

  const send = async (file: File, { key }: Upload, isOnly: boolean) => {
    const abort = aborts.current.get(key)
    if (!abort || abort.signal.aborted) return
    change(key, { step: 'sending' })
    const onProgress = (percent: number) => change(key, { percent })
    try {
      const sent = await uploadResume(file, { resumeId, onProgress, signal: abort.signal })
      change(key, afterSending(sent))
      if (!sent.runId && isOnly) onKnown?.(sent.resumeId, file.name)
    } catch (error) {
      const words = error instanceof Error ? error.message : 'The upload did not work. Please try again.'
      change(key, abort.signal.aborted ? { step: 'cancelled' } : { step: 'refused', words })
    } finally {
      aborts.current.delete(key)
      void utils.resumes.invalidate()
    }
  }

  const add = (files: readonly File[]) => {
    const added = files.map((file) => ({ file, upload: newUpload(file) }))
    setItems((before) => [...before.filter(({ step }) => !isOver(step)), ...added.map((one) => one.upload)])
    for (const { file, upload } of added) {
      if (upload.step === 'refused') continue
      aborts.current.set(upload.key, new AbortController())
      queue.current = queue.current.then(() => send(file, upload, files.length === 1))
    }
  }

  return {
    items,
    add,
    cancel: (key) => {
      aborts.current.get(key)?.abort()
      change(key, { step: 'cancelled' })
    },
    dismiss: (key) => setItems((before) => before.filter((item) => item.key !== key)),
    markRead: (key, facts) => {
      change(key, { step: 'read', facts })
      const id = items.find((item) => item.key === key)?.resumeId
      // What the list says comes first: the page that follows may go by it.
      void utils.resumes.invalidate().then(() => id && onRead?.(id))
    },
  }
}

function isOver(step: Upload['step']): boolean {
  return step !== 'waiting' && step !== 'sending' && step !== 'reading'
}
