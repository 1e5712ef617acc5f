import { expect, test } from 'vitest'
import type { Application } from '../../../src/domains/applications/schema.ts'
import type { MatchSummary } from '../../../src/domains/matching/schema.ts'
import type { DraftSummary } from '../../../src/domains/studio/schema.ts'
import { timelineOf } from './timeline.ts'

const match: MatchSummary = {
  id: 'm',
  postingId: 'p',
  resumeId: 'r',
  title: 'Nurse',
  organization: '',
  places: [],
  workplaceType: 'unknown',
  salary: null,
  datePosted: null,
  notices: [],
  isSample: false,
  score: 71,
  verdict: 'strong',
  verdictWords: '',
  musts: 0,
  mustsMet: 0,
  missing: [],
  failedGates: [],
  hidden: false,
  seenAt: null,
  draft: null,
  application: null,
  createdAt: '2026-03-02T10:00:00.000Z',
}
const draft: DraftSummary = {
  id: 'd',
  kind: 'cover_letter',
  state: 'approved',
  title: '',
  organization: '',
  matchId: 'm',
  postingId: 'p',
  version: 1,
  claimCount: 0,
  flagged: 0,
  unconfirmed: 0,
  excerpt: '',
  approvedAt: '2026-03-04T10:00:00.000Z',
  createdAt: '2026-03-03T10:00:00.000Z',
  updatedAt: '2026-03-03T10:00:00.000Z',
}
const application: Application = {
  id: 'a',
  postingId: 'p',
  draftId: null,
  title: '',
  organization: '',
  url: null,
  note: '',
  stage: 'saved',
  outcome: null,
  stageSince: '2026-03-05T10:00:00.000Z',
  lastMovedAt: null,
  places: [],
  matchScore: null,
  verdict: null,
  isSample: false,
  createdAt: '2026-03-05T10:00:00.000Z',
  updatedAt: '2026-03-05T10:00:00.000Z',
  timeline: [
    {
      number: 1,
      from: null,
      to: 'saved',
      actor: 'person',
      source: 'create',
      occurredAt: '2026-03-05T10:00:00.000Z',
    },
    {
      number: 2,
      from: 'saved',
      to: 'applied',
      actor: 'person',
      source: 'move',
      occurredAt: '2026-03-06T10:00:00.000Z',
    },
    {
      number: 3,
      from: 'applied',
      to: 'saved',
      actor: 'person',
      source: 'undo',
      occurredAt: '2026-03-06T11:00:00.000Z',
    },
  ],
}

test('everything that happened, newest first, each leading to where it can be seen', () => {
  const posting = { id: 'p', createdAt: '2026-03-01T10:00:00.000Z' }
  const happenings = timelineOf({ posting, matches: [match], drafts: [draft], application })
  expect(happenings.map(({ words, to }) => [words, to])).toEqual([
    ['Taken back to: Saved', '/applications/a'],
    ['Saved → Applied', '/applications/a'],
    ['Application: Saved', '/applications/a'],
    ['Letter approved', '/drafts/d'],
    ['Letter drafted', '/drafts/d'],
    ['Matched: strong fit, 71 of 100', '/postings/p?match=m'],
    ['Added to your postings', null],
  ])
  expect(new Set(happenings.map(({ id }) => id)).size).toBe(happenings.length)
})
