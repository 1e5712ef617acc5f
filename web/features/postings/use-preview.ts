import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useSearchParams } from 'react-router'
import { trpc, type Inputs, type Outputs } from '../../trpc.ts'

export type Preview = Outputs['postings']['preview']
export type PreviewSource = Inputs['postings']['preview']

const keyOf = (snapshotId: string | null, pick: string | null) => ['posting-preview', snapshotId, pick]

/**
 * A posting as it would be kept. Its snapshot stands in the address (`?preview=…&pick=…`), so that reload and back
 * show it again without fetching anew.
 */
export function usePreview() {
  const [params, setParams] = useSearchParams()
  const cache = useQueryClient()
  const { client } = trpc.useUtils()
  const stop = useRef<AbortController | null>(null)
  const snapshotId = params.get('preview')
  const pick = params.get('pick')

  const shown = useQuery<Preview>({
    queryKey: keyOf(snapshotId, pick),
    queryFn: ({ signal }) =>
      client.postings.preview.mutate({ snapshotId: snapshotId ?? '', pick: pick ?? undefined }, { signal }),
    enabled: snapshotId !== null,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    retry: false,
    // While another of the same payload is read, the one before stays.
    placeholderData: (before) => (before?.snapshotId === snapshotId ? before : undefined),
  })

  const looking = useMutation({
    mutationFn: (source: PreviewSource) => {
      stop.current = new AbortController()
      return client.postings.preview.mutate(source, { signal: stop.current.signal })
    },
    onSuccess: (preview) => {
      cache.setQueryData(keyOf(preview.snapshotId, null), preview)
      setParams((now) => {
        now.set('preview', preview.snapshotId)
        now.delete('pick')
        return now
      })
    },
  })
  const cancel = () => {
    stop.current?.abort()
    looking.reset()
  }
  const choose = (number: number) =>
    setParams(
      (now) => {
        now.set('pick', String(number))
        return now
      },
      { replace: true },
    )
  return { snapshotId, pick, shown, looking, cancel, choose }
}
