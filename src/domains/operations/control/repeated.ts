import type { Clock } from '../../../platform/clock.ts'
import { isCollision } from '../../../platform/jobs/errors.ts'

/** Runs a transaction again that met another one crosswise, as workers do. */
export async function repeated<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await work()
    } catch (error) {
      if (!isCollision(error) || round >= 4) throw error
      await clock.sleep(20 * round * (1 + clock.random()))
    }
  }
}
