import type { Verdict } from '../../../src/domains/matching/schema.ts'
import type { Tone } from '../../ui/notice.tsx'

/** A verdict as people read it. */
export const verdictWords: Record<Verdict, { word: string; tone: Tone }> = {
  strong: { word: 'Strong fit', tone: 'good' },
  possible: { word: 'Possible fit', tone: 'fair' },
  weak: { word: 'Weak fit', tone: 'quiet' },
  blocked: { word: 'Blocked', tone: 'bad' },
  cant_tell: { word: 'Can’t tell', tone: 'quiet' },
}
