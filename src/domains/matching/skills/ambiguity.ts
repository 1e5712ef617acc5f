import type { Span } from '../../resumes/schema.ts'
import type { Token } from '../text/tokens.ts'

interface Place {
  text: string
  tokens: Token[]
  from: number
  to: number
  skill: string
  /** Spans of the skill before and of the one after it. */
  others: Span[]
}

const cuesBefore = new Set(
  `with in of using use via like mit von in avec con de en knowledge skill ms microsoft language framework tool software
   proficient including advanced intermediate basic know und et y and or oder ou d l apache adobe google`.split(
    /\s+/,
  ),
)
const cuesAfter = new Set(
  `programming developer engineer entwickler code coding script scripting language skill experience framework microservice
   service application app backend development spreadsheet formula knowledge kenntnisse certified level pipeline job cluster
   proficiency file document database macro stack codebase api software function accounting user template`.split(
    /\s+/,
  ),
)

/** What follows when the word is meant as a verb or as everyday English. */
const everydayAfter: Record<string, RegExp> = {
  'microsoft excel': /^\s+(?:at|in (?:a|an|this|their|your|our|the)|when|both|under|as|within)\b/i,
  'microsoft word': /^\s+(?:of|for word|about|on|to|from|is)\b/i,
  'microsoft access': /^\s+(?:to|control|for|is|a|our|and egress|management)\b/i,
  'microsoft outlook': /^\s+(?:on|for|of|is|towards?)\b/i,
  'apache spark': /^\s+(?:a|an|joy|interest|change|ideas?|the|curiosity|new)\b/i,
  express:
    /^\s+(?:your|their|the|an?|interest|delivery|and implied|written|consent|itself|yourself|ideas?|checkout|lane|train|service)\b/i,
  react: /^\s+(?:to|quickly|fast|well|calmly|appropriately|promptly)\b/i,
  go: /^(?:-to|\s+(?:to|above|beyond|live|the|for|further|through|out|on|over|back|home|ahead|and see|far|getter|into|with|wrong|well|hand)\b)/i,
  rust: /^(?:-|\s+(?:belt|proof|prevention|removal|protection|repair|treatment)\b)/i,
  swift:
    /^\s+(?:response|action|resolution|learner|delivery|decision|turnaround|code|codes|payment|messages?)\b/i,
  sketch: /^\s+(?:out|ideas|the|a|your|up)\b/i,
  ruby: /^\s+(?:red|ring)\b/i,
  dart: /^\s+(?:board|player)\b/i,
  c: /^(?:-|\s*&|\s+(?:level|suite|section|licence|license|class|driving|e\b|1\b))/i,
  r: /^(?:&|\s*&\s*d|\s+and\s+d\b)/i,
  sage: /^\s+(?:advice|green|person|and thyme)\b/i,
}

/** A word before that gives the letter another meaning: "Class C", "category C", "vitamin C". */
const everydayBefore =
  /(?:class|klasse|category|categor(?:y|ie|ía)|vitamin|hepatitis|grade|level|permis|type|band|section|führerschein|führerscheinklasse|carnet|licen[cs]e|letter|ppl|a|an|the)\s*$/i

const BREAK = /[,;/|•·▪●‣()[\]:&]|\s[-–]\s?|^[-*–]\s|\n/u

function listNeighbour(place: Place, span: Span): boolean {
  return place.others.some((other) => {
    const gap =
      other[1] <= span[0] ? place.text.slice(other[1], span[0]) : place.text.slice(span[1], other[0])
    return (
      gap.length <= 24 &&
      /^\s*(?:[,;/|&•·]|and|or|und|oder|et|ou|y|o|\+|\(|\n|\s)*\s*$/iu.test(gap) &&
      /\S|\n/.test(gap)
    )
  })
}

function wholeItem(before: string, after: string): boolean {
  const starts = before.trim() === '' || BREAK.test(before.slice(-3)) || /[,;:(/•|]\s*$/.test(before)
  return starts && (after.trim() === '' || /^\s*(?:[,;)/|\n(]|\.(?:\s|$)|$)/.test(after))
}

function afterCue({ text, tokens, from }: Place, start: number): boolean {
  const previous = tokens[from - 1]
  return (
    previous !== undefined &&
    !/[.!?\n]/.test(text.slice(previous.end, start)) &&
    cuesBefore.has(previous.norm)
  )
}

function beforeCue({ text, tokens, to }: Place, end: number): boolean {
  const next = tokens[to + 1]
  return next !== undefined && !/[.!?\n]/.test(text.slice(end, next.start)) && cuesAfter.has(next.norm)
}

/** "you will write Go every day": inside a sentence a capital makes a name of an everyday word. */
function namedInSentence({ text, tokens, from }: Place, span: Span): boolean {
  const previous = tokens[from - 1]
  if (!previous || span[1] - span[0] < 2) return false
  return (
    /^\p{Ll}/u.test(previous.raw) &&
    /^[ \t]+$/.test(text.slice(previous.end, span[0])) &&
    /^\p{Lu}\p{Ll}/u.test(text.slice(span[0]))
  )
}

/** Whether an everyday word stands where a skill would stand. */
export function readsLikeSkill(place: Place): boolean {
  const [first, last] = [place.tokens[place.from], place.tokens[place.to]]
  if (!first || !last) return false
  const span: Span = [first.start, last.end]
  const before = place.text.slice(0, span[0])
  const after = place.text.slice(span[1])
  if (everydayAfter[place.skill]?.test(after) || everydayBefore.test(before)) return false
  return (
    listNeighbour(place, span) ||
    namedInSentence(place, span) ||
    wholeItem(before, after) ||
    afterCue(place, span[0]) ||
    beforeCue(place, span[1])
  )
}
