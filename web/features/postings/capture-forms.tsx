import { Button, FileButton, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { CaptureWay } from '../../paths.ts'
import { readAddress } from './read-address.ts'
import type { PreviewSource } from './use-preview.ts'

/** What was typed, for every way at once: changing the way or a refusal loses nothing. */
export interface Typed {
  address: string
  text: string
  title: string
  organization: string
  location: string
  url: string
  description: string
}

export const nothingTyped: Typed = {
  address: '',
  text: '',
  title: '',
  organization: '',
  location: '',
  url: '',
  description: '',
}

export interface CaptureFormProps {
  typed: Typed
  change: (part: Partial<Typed>) => void
  look: (source: PreviewSource) => void
  switchTo: (way: CaptureWay) => void
  busy: boolean
}

function CaptureForm(props: { onSubmit: () => void; busy: boolean; label?: string; children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!props.busy) props.onSubmit()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {props.children}
      <div className="row">
        <Button type="submit" loading={props.busy}>
          {props.label ?? 'Preview'}
        </Button>
        <span className="quiet small">Nothing is kept until you have seen it.</span>
      </div>
    </form>
  )
}

export function AddressForm({ typed, change, look, switchTo, busy }: CaptureFormProps) {
  const [problem, setProblem] = useState<ReactNode>(null)
  const moveToPaste = (text: string) => {
    change({ text, address: '' })
    switchTo('paste')
  }
  const submit = () => {
    const url = readAddress(typed.address)
    if (url) return look({ url })
    setProblem(
      typed.address.trim() === ''
        ? 'Give the address of the posting.'
        : 'This is no web address. One looks like https://company.example/jobs/123; text belongs under “Paste”.',
    )
  }
  return (
    <CaptureForm onSubmit={submit} busy={busy}>
      <TextInput
        label="Address of the posting"
        description="The page of the posting itself, not a list of search results. Job boards and company pages both work."
        placeholder="https://"
        type="text"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={typed.address}
        error={problem}
        onChange={(event) => {
          setProblem(null)
          change({ address: event.currentTarget.value })
        }}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text')
          if (!isProse(text)) return
          event.preventDefault()
          moveToPaste(text)
        }}
      />
    </CaptureForm>
  )
}

/** Several lines or a long text: somebody pasted the posting itself into the field for its address. */
function isProse(text: string): boolean {
  return readAddress(text) === null && (/\n\s*\S/.test(text.trim()) || text.trim().split(/\s+/).length > 12)
}

export function PasteForm({ typed, change, look, busy }: CaptureFormProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const address = readAddress(typed.text)
  const from = typed.url.trim()
  const submit = () => {
    if (address) return look({ url: address })
    if (typed.text.trim() === '') return setProblem('Paste the text of the posting.')
    const url = readAddress(from)
    if (from !== '' && !url)
      return setProblem('The address below is no web address. Correct it, or leave it empty.')
    look({ text: typed.text, ...(url ? { url } : {}) })
  }
  return (
    <CaptureForm onSubmit={submit} busy={busy} label={address ? 'Fetch this address' : 'Preview'}>
      <Textarea
        label="Text of the posting"
        description="Everything from the title down; text or HTML."
        autosize
        minRows={9}
        maxRows={22}
        value={typed.text}
        error={problem}
        onChange={(event) => {
          setProblem(null)
          change({ text: event.currentTarget.value })
        }}
      />
      {address ? (
        <p className="quiet small" role="status">
          This is an address. It will be fetched, as under “Address”.
        </p>
      ) : (
        <TextInput
          label="Where it is from (optional)"
          description="Its address, so that you find it again and the same job is recognised."
          placeholder="https://"
          inputMode="url"
          autoComplete="off"
          value={typed.url}
          onChange={(event) => {
            setProblem(null)
            change({ url: event.currentTarget.value })
          }}
        />
      )}
    </CaptureForm>
  )
}

export function HandForm({ typed, change, look, busy }: CaptureFormProps) {
  const [problem, setProblem] = useState<{ title?: string; url?: string }>({})
  const submit = () => {
    const url = readAddress(typed.url)
    const title = typed.title.trim()
    const found = {
      ...(title === '' ? { title: 'Give the job’s title.' } : {}),
      ...(typed.url.trim() !== '' && !url
        ? { url: 'This is no web address. Correct it, or leave it empty.' }
        : {}),
    }
    setProblem(found)
    if (found.title ?? found.url) return
    const { organization, location, description } = typed
    look({ byHand: { title, organization, location, text: description, ...(url ? { url } : {}) } })
  }
  return (
    <CaptureForm onSubmit={submit} busy={busy}>
      <div className="capture-pair">
        <TextInput
          label="Title"
          value={typed.title}
          error={problem.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <TextInput
          label="Organisation (optional)"
          value={typed.organization}
          onChange={(event) => change({ organization: event.currentTarget.value })}
        />
        <TextInput
          label="Place (optional)"
          placeholder="Leeds, or remote"
          value={typed.location}
          onChange={(event) => change({ location: event.currentTarget.value })}
        />
        <TextInput
          label="Address (optional)"
          placeholder="https://"
          inputMode="url"
          value={typed.url}
          error={problem.url}
          onChange={(event) => change({ url: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label="What it says (optional)"
        description="Matching reads requirements from here; without it there is nothing to match."
        autosize
        minRows={6}
        maxRows={22}
        value={typed.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
    </CaptureForm>
  )
}

export function FileChoice({ onFile, busy }: { onFile: (file: File) => void; busy: boolean }) {
  return (
    <div className="capture-drop">
      <p>
        <strong>Drop a file here</strong>, or anywhere on this page.
      </p>
      <FileButton
        accept=".html,.htm,.txt,.md,.json,.xml,.rss,.eml,text/*"
        inputProps={{ 'aria-label': 'File of the posting' }}
        onChange={(file) => {
          if (file) onFile(file)
        }}
      >
        {(props) => (
          <Button {...props} variant="outline" loading={busy}>
            Choose a file
          </Button>
        )}
      </FileButton>
      <p className="quiet small">
        A saved page (HTML), text, or a job board’s JSON or XML; 2 MB at most. From a PDF or Word file, copy
        the text and paste it.
      </p>
    </div>
  )
}
