import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { SkeletonLines } from '../../ui/skeleton-lines.tsx'
import { trpc } from '../../trpc.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MatchAllButton, type useMatchAll } from './match-all.tsx'
import { TrySamples } from '../samples/try-samples.tsx'

/** No match yet: what is missing for the first one. */
export function NoMatches({ all }: { all: ReturnType<typeof useMatchAll> }) {
  const resumes = trpc.resumes.list.useQuery({})
  const postings = trpc.postings.list.useQuery({ limit: 1 })
  if (!resumes.data || !postings.data) return <SkeletonLines lines={3} />
  const [newest] = resumes.data.items
  if (!newest) {
    return (
      <EmptyState
        title="No résumé yet"
        action={
          <>
            <Button component={Link} to={paths.resumes()}>
              Add a résumé
            </Button>
            <TrySamples />
          </>
        }
      >
        A match compares what a posting asks for with what your résumé says, line by line.
      </EmptyState>
    )
  }
  if (newest.state === 'reading') {
    return (
      <EmptyState
        title="Your résumé is being read"
        action={<Link to={paths.resume(newest.id)}>Watch it</Link>}
      >
        As soon as that is done, postings can be matched with it.
      </EmptyState>
    )
  }
  if (postings.data.items.length === 0) {
    return (
      <EmptyState
        title="No posting yet"
        action={
          <Button component={Link} to={paths.addPosting()}>
            Add a posting
          </Button>
        }
      >
        Add a job you found, by its address, as text or as a file. It is matched with your résumé right away.
      </EmptyState>
    )
  }
  return all.runId === null && <NothingMatched all={all} />
}

function NothingMatched({ all }: { all: ReturnType<typeof useMatchAll> }) {
  return (
    <EmptyState
      title="Nothing is matched yet"
      action={
        <>
          <MatchAllButton all={all} variant="filled" />
          <Button component={Link} to={paths.postings()} variant="outline">
            Go to your postings
          </Button>
        </>
      }
    >
      You have postings and a résumé. Matching compares them line by line; it takes seconds and costs nothing.
    </EmptyState>
  )
}
