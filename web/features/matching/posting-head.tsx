import { ActionIcon, Button, Menu } from '@mantine/core'
import { useCallback, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { MatchDetails } from '../../../src/domains/matching/schema.ts'
import { errorMessage } from '../../error-message.ts'
import { paths } from '../../paths.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { Icon } from '../../ui/icons.tsx'
import { Notice, Tag } from '../../ui/notice.tsx'
import { offerUndo, sayFailure } from '../../ui/toast.tsx'
import { RunProgress } from '../agents/run-progress.tsx'
import { stageTone, stageWords } from '../applications/stages.ts'
import { PostingAddress, PostingFacts } from '../postings/posting-facts.tsx'
import { useTracking } from './use-tracking.ts'

const onError = (error: unknown) => sayFailure(errorMessage(error))

/** What the posting says of itself, and what should be known before relying on it. */
export function PostingHead({ posting }: { posting: Outputs['postings']['get'] }) {
  const { posting: said, noticeWords, notices, duplicates } = posting
  // The duplicates have their own card, which says more.
  const shown = noticeWords.filter(
    (_, index) => notices[index] !== 'possible_duplicate' || duplicates.length === 0,
  )
  return (
    <div className="stack posting-head">
      <p className="posting-organization">
        <strong>{said.hiringOrganization.name || 'Organisation not named'}</strong>
        {posting.isSample && <Tag tone="quiet">Sample</Tag>}
        <PostingAddress url={said.url} />
      </p>
      <PostingFacts posting={said} />
      {shown.map((words) => (
        <Notice key={words}>{words}</Notice>
      ))}
    </div>
  )
}

interface PostingActionsProps {
  postingId: string
  /** The one shown; null while there is none. */
  match: MatchDetails | null
  onRemove: () => void
}

/** Letter, application, and what is done less often. */
export function PostingActions({ postingId, match, onRemove }: PostingActionsProps) {
  const tracking = useTracking(postingId)
  const hide = useHideOne()
  const stage = tracking.application?.stage
  return (
    <div className="row posting-actions">
      {tracking.application && (
        <Link to={paths.application(tracking.application.id)} className="posting-stage">
          <Tag tone={stageTone(tracking.application.stage, tracking.application.outcome)}>
            {stageWords(tracking.application.stage)}
          </Tag>
        </Link>
      )}
      {tracking.known && !stage && (
        <Button variant="outline" loading={tracking.busy} onClick={() => tracking.track('saved')}>
          Save
        </Button>
      )}
      {tracking.known && (!stage || stage === 'saved') && (
        <Button variant="outline" loading={tracking.busy} onClick={() => tracking.track('applied')}>
          I applied
        </Button>
      )}
      {match && <LetterButton match={match} />}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" size={36} aria-label="More for this posting">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {match && (
            <Menu.Item onClick={() => hide(match, !match.hidden)}>
              {match.hidden ? 'Show in matches again' : 'Hide from matches'}
            </Menu.Item>
          )}
          <Menu.Item onClick={onRemove}>Remove posting</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function useHideOne() {
  const utils = trpc.useUtils()
  const set = trpc.matches.hideMany.useMutation({ onError, onSettled: () => utils.matches.invalidate() })
  return ({ id, title }: { id: string; title: string }, hidden: boolean) =>
    set.mutate(
      { ids: [id], hidden },
      {
        onSuccess: () =>
          offerUndo(hidden ? `Hidden: ${title}.` : `Shown again: ${title}.`, () =>
            set.mutate({ ids: [id], hidden: !hidden }),
          ),
      },
    )
}

/** The letter there is, or a new one: its run is followed here, then its page opens. */
function LetterButton({ match }: { match: MatchDetails }) {
  const navigate = useNavigate()
  const [runId, setRunId] = useState<string | null>(null)
  const compose = trpc.drafts.compose.useMutation({ onError, onSuccess: (run) => setRunId(run.runId) })
  const onDone = useCallback(
    (result: Record<string, unknown>) => {
      setRunId(null)
      const { draftId } = result
      void navigate(typeof draftId === 'string' ? paths.draft(draftId) : paths.drafts())
    },
    [navigate],
  )
  const start = () => compose.mutate({ matchId: match.id })
  if (runId) {
    return (
      <div className="posting-drafting">
        <RunProgress runId={runId} onDone={onDone} onAgain={start} />
      </div>
    )
  }
  if (match.draft) {
    return (
      <Button component={Link} to={paths.draft(match.draft.id)}>
        {match.draft.state === 'approved' ? 'Open the approved letter' : 'Open the draft'}
      </Button>
    )
  }
  return (
    <Button loading={compose.isPending} onClick={start}>
      Draft a letter
    </Button>
  )
}
