import type { AnyProcedure, inferProcedureOutput } from '@trpc/server'
import { z } from 'zod'
import { runEventSchema } from '../src/domains/agents/schema.ts'
import { overviewSchema } from '../src/domains/operations/schema.ts'
import type { AppRouter } from '../src/router.ts'

type Yielded<Procedure extends AnyProcedure> =
  inferProcedureOutput<Procedure> extends AsyncIterable<infer Item> ? Item : never

/** Takes a schema that says exactly what the procedure's type says; any other doesn't compile. */
export function yielded<Procedure extends AnyProcedure>() {
  return <Schema extends z.ZodType<Yielded<Procedure>>>(
    schema: Schema & (Yielded<Procedure> extends z.output<Schema> ? unknown : 'says more than is yielded'),
  ): z.ZodType => schema
}

/** What the subscriptions yield, which tRPC knows as a type only. `tracked()` makes it { id, data }. */
export const yields = {
  'agents.events': yielded<AppRouter['agents']['events']>()(
    z.object({ id: z.string(), data: runEventSchema }),
  ),
  'jobs.follow': yielded<AppRouter['jobs']['follow']>()(z.object({ id: z.string(), data: overviewSchema })),
} satisfies Record<string, z.ZodType>
