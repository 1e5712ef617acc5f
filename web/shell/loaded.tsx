import { Button } from '@mantine/core'
import { lazy, Suspense, type ReactNode } from 'react'
import { errorMessage, limitOf } from '../error-message.ts'
import { Notice } from '../ui/notice.tsx'
import { SkeletonLines } from '../ui/skeleton-lines.tsx'

const LimitedView = lazy(async () => ({ default: (await import('./limited-view.tsx')).LimitedView }))

interface Query<Data> {
  data: Data | undefined
  error: unknown
  isFetching: boolean
  refetch: () => unknown
}

interface LoadedProps<Data> {
  query: Query<Data>
  /** Lines of skeleton while it loads. */
  lines?: number
  /** Shown instead of the lines while it loads. */
  pending?: ReactNode
  children: (data: Data) => ReactNode
}

/** A query's three states: on its way, refused in words with a way to try again, there. Old data stays while new comes. */
export function Loaded<Data>({ query, lines = 4, pending, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (limitOf(query.error, 0)) {
    return (
      <Suspense fallback={pending ?? <SkeletonLines lines={lines} />}>
        <LimitedView key={String(query.error)} error={query.error} retry={() => void query.refetch()} />
      </Suspense>
    )
  }
  if (query.error) {
    return (
      <Notice tone="bad">
        {errorMessage(query.error)}{' '}
        <Button
          variant="outline"
          size="compact-sm"
          loading={query.isFetching}
          onClick={() => void query.refetch()}
        >
          Try again
        </Button>
      </Notice>
    )
  }
  return pending ?? <SkeletonLines lines={lines} />
}
