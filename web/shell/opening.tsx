import { SkeletonLines } from '../ui/skeleton-lines.tsx'

/** While it isn't known yet who asks, or a page's code is on its way. */
export function Opening() {
  return (
    <div className="gate">
      <SkeletonLines lines={5} label="Opening JobPilot" />
    </div>
  )
}
