import type { Outputs } from '../../trpc.ts'

/** A job with everything that is known of it, as it arrives. */
export type JobDetail = Outputs['jobs']['show']
