import { extractRequirements } from '../src/domains/matching/extract-requirements.ts'
import type { EvidenceClass, MatchResult, Requirement } from '../src/domains/matching/schema.ts'
import { scorePosting } from '../src/domains/matching/score-posting.ts'
import { DEPTH, judgeBaselines, judgeRanking, mean, type RankingTask } from './lib/judge-ranking.ts'
import { judgeRequirements, type JudgedPair, type RequirementScore } from './lib/judge-requirements.ts'
import { judgeWork, type WorkScore } from './lib/judge-work.ts'
import { readPostings, readResumes, NOW, type ReadPosting, type ReadResume } from './lib/read-set.ts'
import { median, round, type Bench, type Table } from './lib/report.ts'
import { readTruthSet } from './lib/truth-set.ts'

const TARGETS = { requirementF1: 0.8, aboveBaselines: 0.1, exactWork: 0.9 }

interface Judgement {
  requirements: Requirement[]
  result: MatchResult
}

type Engine = (resumeId: string, postingId: string) => Judgement | null

/** Every résumé against every posting, each pair scored once. */
function runEngine(resumes: ReadResume[], postings: ReadPosting[]): Engine {
  const judgements = new Map<string, Judgement>()
  for (const { id, posting, text } of postings) {
    if (!posting) continue
    const requirements = extractRequirements({ posting, text })
    for (const { truth, parsed, facts } of resumes) {
      const { jsonResume } = parsed
      const result = scorePosting({
        requirements,
        facts,
        jsonResume,
        posting,
        postingText: text,
        today: NOW,
      })
      judgements.set(`${truth.id}/${id}`, { requirements, result })
    }
  }
  return (resumeId, postingId) => judgements.get(`${resumeId}/${postingId}`) ?? null
}

function classesOf(result: MatchResult): Map<string, EvidenceClass> {
  return new Map(result.evidence.map((evidence) => [evidence.requirementId, evidence.class]))
}

function requirementRows(score: RequirementScore): Table['rows'] {
  const row = (name: string, { precision, recall, f1 }: RequirementScore['found']) => [
    name,
    precision,
    recall,
    f1,
  ]
  return [
    row('found', score.found),
    row('found, same tier', score.foundWithTier),
    row('found, same kind', score.foundWithKind),
    row('found, same credit', score.foundWithCredit),
    row('found, same class', score.foundWithExactClass),
  ]
}

function kindRows({ byKind }: RequirementScore): Table['rows'] {
  return Object.entries(byKind).map(([kind, counts]) => [
    kind,
    counts.labelled,
    counts.found,
    counts.predicted,
    counts.unasked,
  ])
}

function classRows({ classMatrix }: RequirementScore): Table['rows'] {
  return Object.entries(classMatrix).map(([label, predicted]) => [label, ...Object.values(predicted)])
}

/** What the engine gives to pairs of each grade: how far apart it holds them. */
function gradeRows(tasks: RankingTask[], engine: Engine): Table['rows'] {
  return [3, 2, 1, 0].map((grade) => {
    const results = tasks.flatMap(({ resume, grades }) =>
      Object.entries(grades)
        .filter(([, given]) => given === grade)
        .map(([posting]) => engine(resume, posting)?.result),
    )
    const scores = results.map((result) => result?.score ?? 0)
    const share = (verdict: MatchResult['verdict']) =>
      results.filter((result) => result?.verdict === verdict).length / results.length
    const average = scores.reduce((sum, score) => sum + score, 0) / scores.length
    return [
      grade,
      results.length,
      Math.round(average),
      median(scores),
      share('strong'),
      share('possible'),
      share('weak'),
      share('blocked'),
      share('cant_tell'),
    ]
  })
}

function workRows(score: WorkScore): Table['rows'] {
  return [['employer, title and dates exact', score.exact, score.entries, score.exact / score.entries]]
}

function missedTargets(f1: number, ratios: Record<string, number>, exactWork: number): string[] {
  const misses = Object.entries(ratios)
    .filter(([, difference]) => difference < TARGETS.aboveBaselines)
    .map(([name, difference]) => `${name} is ${difference}, wanted ${TARGETS.aboveBaselines}`)
  if (f1 < TARGETS.requirementF1)
    misses.push(`requirement micro-F1 is ${round(f1)}, wanted ${TARGETS.requirementF1}`)
  if (exactWork < TARGETS.exactWork)
    misses.push(`exact work entries ${round(exactWork)}, wanted ${TARGETS.exactWork}`)
  return misses
}

/** Intake, requirements, evidence and ranking against the labelled truth of bench/truth. */
export const bench: Bench = async () => {
  const truth = readTruthSet()
  const resumes = await readResumes(truth.resumes)
  const postings = readPostings(truth.postings)
  const engine = runEngine(resumes, postings)

  const tasks: RankingTask[] = resumes.map(({ truth: { id }, parsed }) => ({
    resume: id,
    resumeText: parsed.text,
    grades: truth.relevance[id] ?? {},
  }))
  const ours = judgeRanking(
    tasks,
    ({ resume }) => new Map(postings.map(({ id }) => [id, engine(resume, id)?.result.score ?? -1])),
  )
  const { bm25, tfIdf } = judgeBaselines(tasks, postings)

  const texts = new Map(postings.map(({ id, text }) => [id, text]))
  const pairs: JudgedPair[] = truth.labels.map(({ resume, posting, requirements: labels }) => {
    const judgement = engine(resume, posting)
    const requirements = judgement?.requirements ?? []
    const classes = judgement ? classesOf(judgement.result) : new Map<string, EvidenceClass>()
    return { resume, posting, text: texts.get(posting) ?? '', labels, requirements, classes }
  })
  const requirements = judgeRequirements(pairs)
  const work = judgeWork(resumes)

  const ratios = {
    ndcg_minus_bm25: round(mean(ours) - mean(bm25.best)),
    ndcg_minus_tfidf: round(mean(ours) - mean(tfIdf.best)),
  }
  const exactWork = work.exact / work.entries
  return {
    results: {
      size: {
        resumes: resumes.length,
        postings: postings.length,
        labelledPairs: pairs.length,
        labels: requirements.labelled,
      },
      unreadPostings: postings.filter(({ posting }) => !posting).map(({ id }) => id),
      ndcg: {
        engine: mean(ours),
        bm25: mean(bm25.best),
        tfidf: mean(tfIdf.best),
        byResume: ours,
        baselines: { bm25, tfIdf },
      },
      requirements,
      work,
    },
    ratios,
    tables: [
      {
        title: `nDCG@${DEPTH}, ${resumes.length} résumés × ${postings.length} postings`,
        columns: ['résumé', 'JobPilot', 'BM25', 'TF-IDF'],
        rows: [
          ...tasks.map(({ resume: id }) => [id, ours[id] ?? 0, bm25.best[id] ?? 0, tfIdf.best[id] ?? 0]),
          ['mean', mean(ours), mean(bm25.best), mean(tfIdf.best)],
        ],
      },
      {
        title: `Requirements, ${requirements.labelled} labels in ${pairs.length} pairs, ${requirements.predicted} predicted`,
        columns: ['reading', 'precision', 'recall', 'F1'],
        rows: requirementRows(requirements),
      },
      {
        title: 'Requirements by kind (of the label; predictions by their own kind)',
        columns: ['kind', 'labelled', 'found', 'predicted', 'unasked'],
        rows: kindRows(requirements),
      },
      {
        title: 'Classes of the found ones (rows: label, columns: JobPilot)',
        columns: ['label', 'met', 'partly', 'adjacent', 'missing', 'unknown'],
        rows: classRows(requirements),
      },
      {
        title: 'Scores by grade',
        columns: ['grade', 'pairs', 'mean', 'median', 'strong', 'possible', 'weak', 'blocked', "can't tell"],
        rows: gradeRows(tasks, engine),
      },
      { title: 'Work history', columns: ['measure', 'right', 'of', 'share'], rows: workRows(work) },
    ],
    misses: missedTargets(requirements.found.f1, ratios, exactWork),
  }
}
