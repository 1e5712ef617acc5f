import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { MatchDetails, MatchSummary } from '../../../src/domains/matching/schema.ts'
import { errorMessage, errorStatus } from '../../error-message.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { sayFailure } from '../../ui/toast.tsx'
import { isActive } from '../agents/agent-words.ts'
import { RunProgress } from '../agents/run-progress.tsx'
import { RemovePosting } from '../postings/remove-posting.tsx'
import { Duplicates, Original, PostingDrafts, Timeline } from './posting-asides.tsx'
import { PostingActions, PostingHead } from './posting-head.tsx'
import './posting-page.css'
import { Proof } from './proof.tsx'
import { Unmatched } from './unmatched.tsx'
import { newerThan, usePostingMatches } from './use-posting-matches.ts'
import { VerdictCard } from './verdict-card.tsx'

type Posting = Outputs['postings']['get']

/** One posting: how it fits and why, its words, letters, application and history; one address for all of it. */
export function PostingPage() {
  const { id = '' } = useParams()
  const posting = trpc.postings.get.useQuery({ id }, { retry: false })
  if (posting.data) return <KnownPosting key={id} posting={posting.data} />
  // An address that was mistyped is a bad request to the server and no posting to the person.
  if ([400, 404].includes(errorStatus(posting.error) ?? 0)) return <NoSuchPosting />
  return (
    <Page title="Posting" above={<Link to={paths.matches()}>Matches</Link>}>
      <Loaded query={posting} lines={8}>
        {() => null}
      </Loaded>
    </Page>
  )
}

function NoSuchPosting() {
  return (
    <Page title="There is no such posting" above={<Link to={paths.postings()}>Postings</Link>}>
      <EmptyState
        title="It may have been removed"
        action={
          <Button component={Link} to={paths.postings()}>
            Go to your postings
          </Button>
        }
      >
        Or the address is mistyped.
      </EmptyState>
    </Page>
  )
}

/** Which match the address names, and the run that is making one. */
function useChosenMatch(postingId: string) {
  const [params, setParams] = useSearchParams()
  const change = useCallback(
    (part: { match?: string; run?: string | null }) =>
      setParams(
        (now) => {
          if (part.match) now.set('match', part.match)
          if (part.run) now.set('run', part.run)
          if (part.run === null) now.delete('run')
          return now
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  )
  const utils = trpc.useUtils()
  const start = trpc.matches.start.useMutation({
    onSuccess: ({ runId }) => change({ run: runId }),
    onError: (error) => sayFailure(errorMessage(error)),
  })
  const onMatched = useCallback(
    (result: Record<string, unknown>) => {
      const { matchId } = result
      change({ run: null, ...(typeof matchId === 'string' ? { match: matchId } : {}) })
      void utils.matches.invalidate()
    },
    [change, utils],
  )
  const runId = params.get('run')
  const run = trpc.agents.run.useQuery({ id: runId ?? '' }, { enabled: runId !== null })
  const isRunning = runId !== null && !run.error && (!run.data || isActive(run.data))
  return {
    asked: params.get('match'),
    runId,
    show: (matchId: string) => change({ match: matchId, run: null }),
    startMatch: (resumeId?: string) => start.mutate({ postingId, ...(resumeId ? { resumeId } : {}) }),
    onMatched,
    busy: start.isPending || isRunning,
  }
}

function KnownPosting({ posting }: { posting: Posting }) {
  const navigate = useNavigate()
  const [removing, setRemoving] = useState(false)
  const chosen = useChosenMatch(posting.id)
  const { all, none, query, match } = usePostingMatches(posting.id, chosen.asked)
  useSeen(match)
  const title = posting.posting.title || 'Posting without a title'
  const organization = posting.posting.hiringOrganization.name
  return (
    <Page
      title={title}
      tabTitle={[title, organization].filter(Boolean).join(', ')}
      above={<Link to={paths.matches()}>Matches</Link>}
      actions={<PostingActions postingId={posting.id} match={match} onRemove={() => setRemoving(true)} />}
    >
      <PostingHead posting={posting} />
      {chosen.runId && (
        <Card title="Matching">
          <RunProgress
            runId={chosen.runId}
            onDone={chosen.onMatched}
            onAgain={() => chosen.startMatch(match?.resumeId)}
          />
        </Card>
      )}
      {none ? (
        !chosen.runId && (
          <Unmatched
            posting={posting}
            busy={chosen.busy}
            onMatch={(resumeId) => chosen.startMatch(resumeId)}
          />
        )
      ) : (
        <Matched query={query} match={match} matches={all} chosen={chosen} />
      )}
      {none && <PlainText text={posting.text} />}
      <div className="columns">
        <div className="stack">
          <PostingDrafts postingId={posting.id} />
          <Duplicates duplicates={posting.duplicates} />
        </div>
        <div className="stack">
          <Timeline posting={posting} matches={all} application={match?.application?.id ?? null} />
          <Original postingId={posting.id} />
        </div>
      </div>
      {removing && (
        <RemovePosting
          posting={{ id: posting.id, title }}
          onClose={() => setRemoving(false)}
          onRemoved={() => void navigate(paths.postings(), { replace: true })}
        />
      )}
    </Page>
  )
}

interface MatchedProps {
  query: { data: unknown; error: unknown; isFetching: boolean; refetch: () => unknown }
  match: MatchDetails | null
  matches: readonly MatchSummary[]
  chosen: ReturnType<typeof useChosenMatch>
}

function Matched({ query, match, matches, chosen }: MatchedProps) {
  if (!match) {
    return (
      <Loaded query={{ ...query, data: undefined }} lines={8}>
        {() => null}
      </Loaded>
    )
  }
  return (
    <>
      <VerdictCard
        match={match}
        matches={matches}
        newer={newerThan(match, matches)}
        busy={chosen.busy}
        onShow={chosen.show}
        onMatch={chosen.startMatch}
      />
      {match.requirements.length > 0 ? (
        <Proof key={match.id} match={match} text={match.postingText} />
      ) : (
        <PlainText text={match.postingText} />
      )}
    </>
  )
}

function PlainText({ text }: { text: string }) {
  if (text.trim() === '') return null
  return (
    <Card title="The posting">
      <div className="marked-posting">{text}</div>
    </Card>
  )
}

/** Opening a match is seeing it; the lists hear of it without being read anew. */
function useSeen(match: { id: string; seenAt: string | null } | null): void {
  const utils = trpc.useUtils()
  const { mutate } = trpc.matches.see.useMutation({
    onSuccess: () =>
      Promise.all([
        utils.matches.counts.invalidate(),
        utils.matches.list.invalidate(undefined, { refetchType: 'none' }),
      ]),
  })
  const told = useRef<string | null>(null)
  const fresh = match?.seenAt === null ? match.id : null
  useEffect(() => {
    if (fresh === null || told.current === fresh) return
    told.current = fresh
    mutate({ ids: [fresh] })
  }, [fresh, mutate])
}
