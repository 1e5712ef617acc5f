import { bm25, tfIdfCosine, type Ranker } from './baselines.ts'
import { ndcg } from './metrics.ts'
import { stem, tokenise } from './tokens.ts'

export const DEPTH = 10

export interface RankingTask {
  resume: string
  resumeText: string
  /** Posting id → grade. */
  grades: Record<string, number>
}

interface Document {
  id: string
  text: string
}

/** Best first; equal scores by id, so that nobody profits from the order of files. */
function gradesInOrder(scores: ReadonlyMap<string, number>, grades: Record<string, number>): number[] {
  return [...scores]
    .toSorted(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1))
    .map(([id]) => grades[id] ?? 0)
}

/** nDCG@10 by résumé. */
export type RankingScore = Record<string, number>

export const mean = (score: RankingScore): number => {
  const values = Object.values(score)
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function judgeRanking(
  tasks: RankingTask[],
  score: (task: RankingTask) => ReadonlyMap<string, number>,
): RankingScore {
  return Object.fromEntries(
    tasks.map((task) => [task.resume, ndcg(gradesInOrder(score(task), task.grades), DEPTH)]),
  )
}

function judgeBaseline(
  tasks: RankingTask[],
  documents: Document[],
  ranker: Ranker,
  stemmed: boolean,
): RankingScore {
  const toTokens = (text: string) => (stemmed ? tokenise(text).map(stem) : tokenise(text))
  const tokens = documents.map(({ text }) => toTokens(text))
  return judgeRanking(tasks, ({ resumeText }) => {
    const scores = ranker(tokens, toTokens(resumeText))
    return new Map(documents.map(({ id }, at) => [id, scores[at] ?? 0]))
  })
}

/** Each ranker with and without stemming; the better mean stands for it. */
export function judgeBaselines(tasks: RankingTask[], documents: Document[]) {
  const better = (ranker: Ranker) => {
    const plain = judgeBaseline(tasks, documents, ranker, false)
    const stemmed = judgeBaseline(tasks, documents, ranker, true)
    return { plain: mean(plain), stemmed: mean(stemmed), best: mean(stemmed) > mean(plain) ? stemmed : plain }
  }
  return { bm25: better(bm25), tfIdf: better(tfIdfCosine) }
}
