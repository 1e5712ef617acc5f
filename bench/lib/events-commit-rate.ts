import type { EventPerson } from './events-people.ts'
import { startEventWriter, type EventWriter } from './events-writer.ts'
import { median, round } from './report.ts'

export interface CommitRate {
  /** Commits per second of each round. */
  on: number[]
  off: number[]
  /** The median of the rounds' ratios. */
  ratio: number
}

const WRITERS = 8

async function commitsPerSecond(
  writer: EventWriter,
  people: EventPerson[],
  seconds: number,
): Promise<number> {
  const until = performance.now() + seconds * 1_000
  let commits = 0
  const write = async (person: EventPerson): Promise<void> => {
    while (performance.now() < until) {
      await writer.append(person)
      commits++
    }
  }
  const started = performance.now()
  await Promise.all(people.slice(0, WRITERS).map(write))
  return (commits / (performance.now() - started)) * 1_000
}

/** Eight writers at once, with and without the doorbell, in turns. */
export async function measureCommitRate(
  connectionString: string,
  people: EventPerson[],
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<CommitRate> {
  const ringing = startEventWriter(connectionString)
  const silent = startEventWriter(connectionString, { silent: true })
  try {
    const figures = { on: [] as number[], off: [] as number[] }
    await commitsPerSecond(silent, people, 1)
    await commitsPerSecond(ringing, people, 1)
    for (let turn = 0; turn < rounds; turn++) {
      // In turns that begin with the one and with the other: a slow spell of the disk hits both.
      for (const which of turn % 2 === 0 ? (['off', 'on'] as const) : (['on', 'off'] as const)) {
        const writer = which === 'on' ? ringing : silent
        figures[which].push(Math.round(await commitsPerSecond(writer, people, seconds)))
      }
    }
    const ratios = figures.on.map((on, turn) => on / (figures.off[turn] ?? Number.NaN))
    return { ...figures, ratio: round(median(ratios)) }
  } finally {
    await Promise.all([ringing.stop(), silent.stop()])
  }
}
