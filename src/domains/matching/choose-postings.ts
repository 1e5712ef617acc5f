import type { Db } from '../../platform/db/types.ts'
import { readResume, type ReadResume } from '../resumes/read-resume.ts'
import { listUnmatched } from './bulk/queries.ts'
import { EXTRACTOR_VERSION } from './extract-requirements.ts'
import { readOwnTargets } from './read-own-targets.ts'
import { rubricVersionFor } from './score-posting.ts'
import { titleSimilarity } from './scoring/occupations.ts'
import type { OwnTarget } from './scoring/own/own-gates.ts'

/** What a run of matching rests on; while it works any of it may change. */
export interface MatchBasis {
  resume: ReadResume
  targets: OwnTarget[]
  rubricVersion: string
}

export interface ChosenPostings extends MatchBasis {
  /** Ids of postings without a current match, those whose titles promise most first. */
  postingIds: string[]
}

/** Titles that the person looks for or held lately. */
function likelyTitles({ resume, targets }: MatchBasis): string[] {
  const { basics, work } = resume.jsonResume
  const held = (work ?? []).slice(0, 3).map(({ position }) => position ?? '')
  const titles = [...targets.flatMap((target) => target.titles), basics?.label ?? '', ...held]
  return [...new Set(titles)].filter((title) => title !== '')
}

/** The newest version of a résumé with the person's active targets; null when there is no such résumé. */
export async function readMatchBasis(db: Db, userId: string, resumeId: string): Promise<MatchBasis | null> {
  const resume = await readResume(db, userId, resumeId)
  if (!resume) return null
  const targets = await readOwnTargets(db, userId, resume)
  return { resume, targets, rubricVersion: rubricVersionFor(targets) }
}

/** Postings that a résumé has no current match with; null when there is no such résumé. */
export async function choosePostings(
  db: Db,
  userId: string,
  resumeId: string,
): Promise<ChosenPostings | null> {
  const basis = await readMatchBasis(db, userId, resumeId)
  if (!basis) return null
  const { resume, rubricVersion } = basis
  const open = await listUnmatched(db, userId, {
    versionId: resume.versionId,
    isSample: resume.isSample,
    extractorVersion: EXTRACTOR_VERSION,
    rubricVersion,
  })
  const titles = likelyTitles(basis)
  const ranked = open.map(({ id, title }) => ({
    id,
    promise: Math.max(0, ...titles.map((wanted) => titleSimilarity(title, wanted))),
  }))
  const postingIds = ranked.toSorted((a, b) => b.promise - a.promise).map(({ id }) => id)
  return { ...basis, postingIds }
}
