import type { Application } from '../../../src/domains/applications/schema.ts'
import type { MatchSummary } from '../../../src/domains/matching/schema.ts'
import type { DraftSummary } from '../../../src/domains/studio/schema.ts'
import { paths } from '../../paths.ts'
import { stageWords } from '../applications/stages.ts'
import { verdictWords } from './verdict-words.ts'

export interface Happening {
  id: string
  at: string
  words: string
  to: string | null
}

interface Sources {
  posting: { id: string; createdAt: string }
  matches: readonly MatchSummary[]
  drafts: readonly DraftSummary[]
  application: Application | null
}

/** What happened with a posting, newest first. */
export function timelineOf({ posting, matches, drafts, application }: Sources): Happening[] {
  const happenings: Happening[] = [
    { id: posting.id, at: posting.createdAt, words: 'Added to your postings', to: null },
    ...matches.map((match) => ({
      id: match.id,
      at: match.createdAt,
      words: `Matched: ${verdictWords[match.verdict].word.toLowerCase()}${match.score === null ? '' : `, ${match.score} of 100`}`,
      to: paths.posting(match.postingId, match.id),
    })),
    ...drafts.flatMap((draft) => [
      { id: draft.id, at: draft.createdAt, words: 'Letter drafted', to: paths.draft(draft.id) },
      ...(draft.approvedAt
        ? [
            {
              id: `${draft.id} approved`,
              at: draft.approvedAt,
              words: 'Letter approved',
              to: paths.draft(draft.id),
            },
          ]
        : []),
    ]),
    ...(application?.timeline.map((event) => ({
      id: `${application.id} ${event.number}`,
      at: event.occurredAt,
      words: movedWords(event),
      to: paths.application(application.id),
    })) ?? []),
  ]
  return happenings.toSorted((a, b) => b.at.localeCompare(a.at))
}

function movedWords({ from, to, source }: Application['timeline'][number]): string {
  if (source === 'undo') return `Taken back to: ${stageWords(to)}`
  return from === null ? `Application: ${stageWords(to)}` : `${stageWords(from)} → ${stageWords(to)}`
}
