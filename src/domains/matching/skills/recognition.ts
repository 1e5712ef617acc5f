import type { Span } from '../../resumes/schema.ts'
import { tokenize, type Token } from '../text/tokens.ts'
import { readsLikeSkill } from './ambiguity.ts'
import { vocabulary, type Skill, type Spelling } from './vocabulary.ts'

export interface SkillMention {
  /** Canonical id, lower case. */
  skill: string
  span: Span
}

interface Entry {
  skill: Skill
  spelling: Spelling
}

interface Node {
  next: Map<string, Node>
  entries: Entry[]
}

function newNode(): Node {
  return { next: new Map(), entries: [] }
}

function buildTrie(): Node {
  const root = newNode()
  for (const skill of vocabulary.skills.values()) {
    for (const spelling of skill.spellings) {
      let node = root
      for (const { norm } of tokenize(spelling.text)) {
        const child = node.next.get(norm) ?? newNode()
        node.next.set(norm, child)
        node = child
      }
      node.entries.push({ skill, spelling })
    }
  }
  return root
}

const trie = buildTrie()

/** Words of one term may be parted by a space, a hyphen, a slash, a dot inside a word, or one line end. */
const JOINT = /^(?:[ \t]*\n?[ \t]*|\s?[-‐–/&+.'’]\s?)$/u

function joined(text: string, left: Token, right: Token): boolean {
  const gap = text.slice(left.end, right.start)
  return JOINT.test(gap) && !/\.\s/.test(gap)
}

/** `C` is not in `C-level`, `R` not in `R&D`, and `Java` not in `Java™Script`. */
function cleanEdges(text: string, span: Span): boolean {
  const length = span[1] - span[0]
  if (length > 2) return true
  const before = text.slice(Math.max(0, span[0] - 2), span[0])
  const after = text.slice(span[1], span[1] + 2)
  return !/[\p{L}\p{N}][-.&'’]?$|[&'’]$/u.test(before) && !/^(?:[-&.'’]\p{L}|[+#&])/u.test(after)
}

function exactlyWritten(text: string, span: Span, spelling: Spelling): boolean {
  if (!spelling.exact) return true
  const written = text.slice(span[0], span[1]).replace(/\s+/g, ' ')
  return written === spelling.text || (spelling.text.length > 2 && written === `${spelling.text}s`)
}

function longestAt(text: string, tokens: Token[], from: number): { entry: Entry; to: number }[] {
  const found: { entry: Entry; to: number }[] = []
  let node: Node = trie
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index]
    if (!token) break
    const previous = tokens[index - 1]
    if (index > from && previous && !joined(text, previous, token)) break
    const child = node.next.get(token.norm)
    if (!child) break
    node = child
    for (const entry of node.entries) found.push({ entry, to: index })
  }
  return found.toReversed()
}

interface Candidate extends SkillMention {
  needsContext: boolean
  from: number
  to: number
}

function candidates(text: string, tokens: Token[]): Candidate[] {
  const result: Candidate[] = []
  for (let from = 0; from < tokens.length; from++) {
    const first = tokens[from]
    if (!first) continue
    for (const { entry, to } of longestAt(text, tokens, from)) {
      const span: Span = [first.start, tokens[to]?.end ?? first.end]
      if (!exactlyWritten(text, span, entry.spelling) || !cleanEdges(text, span)) continue
      result.push({ skill: entry.skill.id, span, needsContext: entry.spelling.needsContext, from, to })
      from = to
      break
    }
  }
  return result
}

/**
 * Every skill the text names, in order, by whole words only. Names that are also everyday words (Go, R,
 * Excel, Word, Swift) count only where their surroundings read like a list of skills.
 */
export function findSkills(text: string): SkillMention[] {
  const tokens = tokenize(text)
  const found = candidates(text, tokens)
  const certain = found.filter((candidate) => !candidate.needsContext)
  return found
    .filter((candidate) => {
      if (!candidate.needsContext) return true
      const others = [...certain, ...found].filter((other) => other !== candidate).map((other) => other.span)
      return readsLikeSkill({ text, tokens, from: candidate.from, to: candidate.to, skill: candidate.skill, others })
    })
    .map(({ skill, span }) => ({ skill, span }))
}
