import { Link, useParams } from 'react-router'
import { errorStatus } from '../../error-message.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DraftEditor } from './draft-editor.tsx'
import type { Draft } from './use-draft-text.ts'

/** A letter: read, write, check, approve. */
export function DraftPage() {
  const { id = '' } = useParams()
  const query = trpc.drafts.get.useQuery({ id })
  const title = query.data ? `Letter for ${query.data.title || 'a job'}` : 'Letter'
  return (
    <Page
      title={title}
      above={<Link to={paths.drafts()}>Drafts</Link>}
      intro={query.data && <About draft={query.data} />}
    >
      {errorStatus(query.error) === 404 ? (
        <EmptyState
          title="This letter isn’t here (any more)"
          action={<Link to={paths.drafts()}>See your letters</Link>}
        >
          It may have been removed, or its address is mistyped.
        </EmptyState>
      ) : (
        <Loaded query={query} lines={10}>
          {(draft) => <DraftEditor key={draft.id} draft={draft} />}
        </Loaded>
      )}
    </Page>
  )
}

function About({ draft }: { draft: Draft }) {
  const { organization, postingId, matchId } = draft
  return (
    <>
      {organization}
      {postingId && (
        <>
          {organization && ' · '}
          <Link to={paths.posting(postingId, matchId ?? undefined)}>Posting and proof</Link>
        </>
      )}
    </>
  )
}
