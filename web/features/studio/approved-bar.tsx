import { Button, Menu } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { ExportFormat } from '../../../src/domains/studio/schema.ts'
import { errorMessage } from '../../error-message.ts'
import { dateAndTime, shortDate } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import '../../ui/menu.css'
import { Notice } from '../../ui/notice.tsx'
import { sayDone, sayFailure } from '../../ui/toast.tsx'
import { stageWords } from '../applications/stages.ts'
import { copyText } from './copy-text.ts'
import { downloadBase64 } from './download.ts'
import { useApplied } from './use-applied.ts'
import { useStoreDraft, type Draft } from './use-draft-text.ts'

const formats: readonly { format: ExportFormat; words: string }[] = [
  { format: 'pdf', words: 'PDF' },
  { format: 'docx', words: 'Word (.docx)' },
  { format: 'txt', words: 'Plain text (.txt)' },
]

/** What can be done with an approved text: it leaves exactly as it was approved. `focused`: it has just been. */
export function ApprovedBar({ draft, focused }: { draft: Draft; focused: boolean }) {
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (focused) said.current?.focus()
  }, [focused])
  const { unapprove, withdrawing } = useUnapprove(draft)
  const { download, downloading } = useDownload(draft)
  const copy = async () => {
    if (await copyText(draft.text)) sayDone('The letter is copied.')
    else sayFailure('The browser refused to copy. Select the text in the letter and copy it by hand.')
  }
  return (
    <Notice tone="good">
      <div className="approved-bar">
        <p ref={said} tabIndex={-1}>
          <strong>Approved{draft.approvedAt && ` ${dateAndTime(draft.approvedAt)}`}.</strong> What you copy or
          download is exactly this text.
        </p>
        <div className="row">
          <Button onClick={() => void copy()}>Copy</Button>
          <Menu position="bottom-start" withInitialFocusPlaceholder={false} portalProps={{ target: '#main' }}>
            <Menu.Target>
              <Button variant="outline" loading={downloading}>
                Download …
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {formats.map(({ format, words }) => (
                <Menu.Item key={format} onClick={() => void download(format)}>
                  {words}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button variant="outline" component={Link} to={paths.printDraft(draft.id)}>
            Print
          </Button>
          <AppliedButton draft={draft} />
          <Button variant="subtle" loading={withdrawing} onClick={unapprove}>
            Take approval back
          </Button>
        </div>
      </div>
    </Notice>
  )
}

function AppliedButton({ draft }: { draft: Draft }) {
  const { applied, tracked, ready, pending, apply } = useApplied(draft)
  if (!ready) return null
  if (applied)
    return (
      <Link to={paths.application(applied.id)}>
        {stageWords(applied.stage)} since {shortDate(applied.stageSince)}: open the application
      </Link>
    )
  return (
    <Button variant="outline" loading={pending} onClick={apply}>
      {tracked && tracked.stage !== 'saved' ? 'I sent this letter' : 'I applied with this'}
    </Button>
  )
}

function useUnapprove(draft: Draft) {
  const store = useStoreDraft()
  const { mutate, isPending } = trpc.drafts.unapprove.useMutation({
    onSuccess: store,
    onError: (error) => sayFailure(errorMessage(error)),
  })
  return { unapprove: () => mutate({ id: draft.id }), withdrawing: isPending }
}

function useDownload(draft: Draft) {
  const { client } = trpc.useUtils()
  const [downloading, setDownloading] = useState(false)
  const download = async (format: ExportFormat) => {
    setDownloading(true)
    try {
      downloadBase64(await client.drafts.export.query({ id: draft.id, format }))
    } catch (error) {
      sayFailure(errorMessage(error))
    }
    setDownloading(false)
  }
  return { download, downloading }
}
