import { Button, Tabs } from '@mantine/core'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { errorMessage } from '../../error-message.ts'
import { useFileDrop } from '../../lib/use-file-drop.ts'
import { captureWays, paths, type CaptureWay } from '../../paths.ts'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SkeletonLines } from '../../ui/skeleton-lines.tsx'
import '../../ui/tabs.css'
import './add-posting.css'
import {
  AddressForm,
  FileChoice,
  HandForm,
  nothingTyped,
  PasteForm,
  type CaptureFormProps,
} from './capture-forms.tsx'
import { Keeping } from './keeping.tsx'
import { PostingPreview, type Corrections } from './posting-preview.tsx'
import { readAddress } from './read-address.ts'
import { readBase64 } from './read-base64.ts'
import { usePreview, type Preview, type PreviewSource } from './use-preview.ts'

const MAX_BYTES = 2 * 1024 * 1024

const wayLabels: Record<CaptureWay, string> = {
  address: 'Address',
  paste: 'Paste',
  file: 'File',
  'by-hand': 'By hand',
}

function isWay(value: string | null): value is CaptureWay {
  return captureWays.some((way) => way === value)
}

/** A posting into JobPilot: give it, see how it was read, keep it. Each step is in the address. */
export function AddPostingPage() {
  const [params, setParams] = useSearchParams()
  const runId = params.get('run')
  const preview = usePreview()
  const stage = runId ? 'keeping' : preview.snapshotId ? 'preview' : 'giving'
  return (
    <Page
      title="Add a posting"
      above={<Link to={paths.postings()}>Postings</Link>}
      intro={
        stage === 'giving' ? 'Give a job you found. You see how it is read before it is kept.' : undefined
      }
    >
      {runId && (
        <Keeping
          runId={runId}
          resumeId={params.get('with')}
          onAgain={() =>
            setParams((now) => {
              now.delete('run')
              return now
            })
          }
        />
      )}
      <div hidden={stage !== 'giving'}>
        <Giving preview={preview} active={stage === 'giving'} />
      </div>
      {stage === 'preview' && <Previewing preview={preview} />}
    </Page>
  )
}

type UsedPreview = ReturnType<typeof usePreview>

function Giving({ preview: { looking, cancel }, active }: { preview: UsedPreview; active: boolean }) {
  const [params, setParams] = useSearchParams()
  const [typed, setTyped] = useState(nothingTyped)
  const [fileProblem, setFileProblem] = useState<string | null>(null)
  const asked = params.get('way')
  const way = isWay(asked) ? asked : 'address'
  const switchTo = (to: CaptureWay) => {
    looking.reset()
    setFileProblem(null)
    setParams({ way: to }, { replace: true })
  }
  const look = (source: PreviewSource) => {
    setFileProblem(null)
    looking.mutate(source)
  }
  const takeFile = async (file: File) => {
    if (looking.isPending) return
    switchTo('file')
    if (file.size > MAX_BYTES) {
      return setFileProblem(`${file.name} is larger than 2 MB. Give the posting alone, or paste its text.`)
    }
    try {
      look({ file: { fileName: file.name, base64: await readBase64(file) } })
    } catch {
      setFileProblem(`${file.name} could not be read from your disk. Choose it again.`)
    }
  }
  const over = useFileDrop(([file]) => {
    if (active && file) void takeFile(file)
  })
  const form: CaptureFormProps = {
    typed,
    change: (part) => setTyped((now) => ({ ...now, ...part })),
    look,
    switchTo,
    busy: looking.isPending,
  }
  const refused = looking.error ? errorMessage(looking.error) : null
  const pasteInstead = () => {
    setTyped((now) => ({ ...now, url: readAddress(now.address) ?? now.url }))
    switchTo('paste')
  }
  return (
    <Card className={over ? 'capture-over' : ''}>
      <Tabs value={way} onChange={(to) => isWay(to) && switchTo(to)} keepMounted={false}>
        <Tabs.List aria-label="Ways to add a posting">
          {captureWays.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {wayLabels[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="address" pt="md">
          <AddressForm {...form} />
        </Tabs.Panel>
        <Tabs.Panel value="paste" pt="md">
          <PasteForm {...form} />
        </Tabs.Panel>
        <Tabs.Panel value="file" pt="md">
          <FileChoice onFile={(file) => void takeFile(file)} busy={looking.isPending} />
        </Tabs.Panel>
        <Tabs.Panel value="by-hand" pt="md">
          <HandForm {...form} />
        </Tabs.Panel>
      </Tabs>
      {looking.isPending && (
        <div className="row" role="status">
          <span className="quiet">
            {looking.variables.url && !looking.variables.text
              ? 'Fetching the page. This takes a few seconds, 25 at most.'
              : 'Reading it.'}
          </span>
          <Button variant="outline" size="compact-sm" onClick={cancel}>
            Cancel
          </Button>
        </div>
      )}
      {(fileProblem ?? refused) && (
        <Notice tone="bad">
          {fileProblem ?? refused}{' '}
          {way === 'address' && (
            <Button variant="outline" size="compact-sm" onClick={pasteInstead}>
              Paste its text instead
            </Button>
          )}
        </Notice>
      )}
    </Card>
  )
}

/** On unless switched off, with the newest résumé that is ready unless another is chosen. */
function useMatchChoice() {
  const [choice, setChoice] = useState<{ on: boolean; resumeId?: string }>({ on: true })
  const resumes = trpc.resumes.list.useQuery({})
  const ready = resumes.data?.items.find((resume) => resume.state === 'ready')
  const resumeId = choice.resumeId ?? ready?.id ?? null
  const set = (part: { on?: boolean; resumeId?: string }) => setChoice((now) => ({ ...now, ...part }))
  return { on: choice.on, resumeId, set }
}

function Previewing({ preview: { shown, choose, pick } }: { preview: UsedPreview }) {
  const [, setParams] = useSearchParams()
  const match = useMatchChoice()
  const keep = trpc.postings.keep.useMutation({
    onSuccess: ({ runId }) =>
      setParams(
        (now) => {
          now.set('run', runId)
          if (match.on && match.resumeId) now.set('with', match.resumeId)
          return now
        },
        { replace: true },
      ),
  })
  const back = () =>
    setParams((now) => {
      now.delete('preview')
      now.delete('pick')
      return now
    })
  const send = ({ posting, snapshotId, number, found }: Preview, { title, organization }: Corrections) =>
    keep.mutate({
      snapshotId,
      pick: found > 1 ? String(number) : undefined,
      title: title.trim() === posting.title ? undefined : title.trim(),
      organization: organization.trim() === posting.hiringOrganization.name ? undefined : organization.trim(),
    })
  if (shown.error && !shown.data) {
    return (
      <Notice tone="bad">
        {errorMessage(shown.error)}{' '}
        <Button variant="outline" size="compact-sm" onClick={back}>
          Back to the form
        </Button>
      </Notice>
    )
  }
  if (!shown.data) return <SkeletonLines lines={6} label="Reading it again" />
  const { data } = shown
  return (
    <>
      {keep.error && <Notice tone="bad">{errorMessage(keep.error)}</Notice>}
      <PostingPreview
        // Another posting of the same payload begins with its own title and organisation.
        key={`${data.snapshotId} ${data.number}`}
        preview={data}
        busy={keep.isPending || keep.isSuccess || (pick !== null && shown.isPlaceholderData)}
        match={match}
        choose={choose}
        keep={(corrections) => send(data, corrections)}
        back={back}
      />
    </>
  )
}
