import type { ReadResume } from './read-set.ts'

export interface WorkScore {
  exact: number
  entries: number
  /** Entries that the parser lists and the truth doesn't. */
  invented: number
  /** What went wrong, per résumé, for whoever mends it. */
  wrong: Record<string, string[]>
}

const fold = (value: string | null | undefined) => (value ?? '').replaceAll(/\s+/g, ' ').trim().toLowerCase()

interface Entry {
  name?: string | undefined
  position?: string | undefined
  startDate?: string | undefined
  endDate?: string | null | undefined
}

const keyOf = ({ name, position, startDate, endDate }: Entry) =>
  [name, position, startDate, endDate].map(fold).join(' | ')

/** An entry counts when employer, title and both dates equal the truth after folding case and white space. */
export function judgeWork(resumes: ReadResume[]): WorkScore {
  const score: WorkScore = { exact: 0, entries: 0, invented: 0, wrong: {} }
  for (const { truth, parsed } of resumes) {
    const wanted = truth.work.map(keyOf)
    const left = (parsed.jsonResume.work ?? []).map(keyOf)
    const missing: string[] = []
    for (const key of wanted) {
      const at = left.indexOf(key)
      if (at === -1) missing.push(key)
      else left.splice(at, 1)
    }
    score.entries += wanted.length
    score.exact += wanted.length - missing.length
    score.invented += Math.max(0, left.length - missing.length)
    if (missing.length > 0 || left.length > 0) {
      score.wrong[truth.id] = [
        ...missing.map((key) => `wanted ${key}`),
        ...left.map((key) => `got    ${key}`),
      ]
    }
  }
  return score
}
