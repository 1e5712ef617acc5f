import { Button } from '@mantine/core'
import { errorMessage } from '../../error-message.ts'
import { dateAndTime } from '../../lib/format.ts'
import { byteWords } from '../../lib/measures.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { JobProgress } from './job-progress.tsx'

type Export = Outputs['privacy']['exports']['list']['items'][number]

const POLL_MS = 1_500

/** Everything in one zip: begun, watched, downloaded. */
export function ExportCard() {
  const utils = trpc.useUtils()
  const list = trpc.privacy.exports.list.useQuery(
    {},
    { refetchInterval: ({ state }) => (isUnderWay(state.data?.items) ? POLL_MS : false) },
  )
  const start = trpc.privacy.exports.start.useMutation({
    onSettled: () => utils.privacy.exports.list.invalidate(),
  })
  return (
    <Card title="Take your data with you">
      <p className="quiet">
        One zip with all there is of you: tables as NDJSON, your résumé as JSON Resume, the files themselves,
        and a README. Another JobPilot reads it.
      </p>
      <Loaded query={list} lines={2}>
        {({ items }) => {
          const [newest, ...before] = items
          return (
            <>
              {newest && <NewestExport one={newest} />}
              {start.error && <Notice tone="bad">{errorMessage(start.error)}</Notice>}
              {!isUnderWay(items) && (
                <div className="row">
                  <Button
                    variant={newest?.state === 'ready' ? 'outline' : 'filled'}
                    loading={start.isPending}
                    onClick={() => start.mutate()}
                  >
                    {newest ? 'Prepare a new archive' : 'Prepare my archive'}
                  </Button>
                </div>
              )}
              {before.length > 0 && <Before exports={before} />}
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}

function isUnderWay(items: readonly Export[] = []): boolean {
  return items.some(({ state }) => state === 'preparing')
}

function NewestExport({ one }: { one: Export }) {
  const { state, progress, url, bytes, expiresAt, finishedAt, createdAt } = one
  if (state === 'preparing') {
    return (
      <JobProgress
        label="Preparing your archive"
        percent={progress?.percent ?? null}
        words={progress?.words ?? 'It begins in a moment'}
        note="You can go on meanwhile: a mail tells you when it is ready."
      />
    )
  }
  if (state === 'failed') {
    return (
      <Notice tone="bad">
        The archive of {dateAndTime(createdAt)} could not be made. Nothing of yours was lost; please try
        again.
      </Notice>
    )
  }
  if (state === 'expired' || url === null || expiresAt === null) {
    return (
      <Notice tone="quiet">
        The archive of {dateAndTime(createdAt)} has expired: it was kept for a day. Prepare a new one.
      </Notice>
    )
  }
  return (
    <Notice tone="good">
      <div className="stack tight">
        <p>
          Ready since {dateAndTime(finishedAt ?? createdAt)}
          {bytes !== null && `, ${byteWords(bytes)}`}. It can be downloaded until {dateAndTime(expiresAt)}.
        </p>
        <div>
          <Button component="a" href={url} download>
            Download the archive
          </Button>
        </div>
      </div>
    </Notice>
  )
}

const stateWords: Record<Export['state'], string> = {
  preparing: 'being prepared',
  ready: 'ready',
  failed: 'could not be made',
  expired: 'expired',
}

function Before({ exports }: { exports: readonly Export[] }) {
  return (
    <details>
      <summary>Archives before ({exports.length})</summary>
      <ul className="plain-list small" aria-label="Archives before">
        {exports.map(({ id, createdAt, state, bytes, url }) => (
          <li key={id}>
            {dateAndTime(createdAt)}: {stateWords[state]}
            {bytes !== null && `, ${byteWords(bytes)}`}
            {state === 'ready' && url !== null && (
              <>
                {' '}
                ·{' '}
                <a href={url} download>
                  Download<span className="visually-hidden"> the archive of {dateAndTime(createdAt)}</span>
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
