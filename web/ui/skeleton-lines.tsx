import { Skeleton } from '@mantine/core'

const widths = ['92%', '78%', '85%', '64%', '88%', '71%']

/** Room for text that is on its way. */
export function SkeletonLines({ lines = 4, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <div className="stack tight" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={14} width={widths[index % widths.length]} radius="sm" />
      ))}
    </div>
  )
}
