import type { Span } from '../../resumes/schema.ts'
import { tokenize } from '../text/tokens.ts'
import { TermTrie, type Hit } from '../text/trie.ts'
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

function buildTrie(): TermTrie<Entry> {
  const trie = new TermTrie<Entry>()
  for (const skill of vocabulary.skills.values()) {
    for (const spelling of skill.spellings) trie.add(spelling.text, { skill, spelling })
  }
  return trie
}

const trie = buildTrie()

/** `C` is not in `C-level`, nor `R` in `R&D`. */
function cleanEdges(text: string, span: Span): boolean {
  if (span[1] - span[0] > 2) return true
  const before = text.slice(Math.max(0, span[0] - 2), span[0])
  const after = text.slice(span[1], span[1] + 2)
  return !/[\p{L}\p{N}][-.&'’]?$|[&'’]$/u.test(before) && !/^(?:[-&.'’]\p{L}|[+#&])/u.test(after)
}

function exactlyWritten(text: string, span: Span, spelling: Spelling): boolean {
  if (!spelling.exact) return true
  const written = text.slice(span[0], span[1]).replace(/\s+/g, ' ')
  return written === spelling.text || (spelling.text.length > 2 && written === `${spelling.text}s`)
}

/** "securities" is no "security", "electronics" nothing "electronic": some plurals are words of their own. */
function samePlural(text: string, span: Span, spelling: Spelling): boolean {
  if (!/(?:ities|ics)$/i.test(spelling.text) || /\s/.test(spelling.text)) return true
  return /s$/i.test(text.slice(...span))
}

const CREDENTIAL_NEXT = /^\s+(?:card|ticket|pass|badge|permit)s?\b/i
const GRADE_BEFORE =
  /\b(?:cert(?:ificate)?|level|grade|band|phase|class|type|part|stage|diploma|schedule|chapter|world war)\.?\s+$/i

/** "Induction card" and "Cert IV": one word of a longer name is not the skill it is elsewhere. */
function standsForItself(text: string, hit: Hit<Entry>): boolean {
  if (hit.from !== hit.to) return true
  if (CREDENTIAL_NEXT.test(text.slice(hit.span[1]))) return false
  return !(/^[IVX]+$/.test(text.slice(...hit.span)) && GRADE_BEFORE.test(text.slice(0, hit.span[0])))
}

/**
 * Every skill the text names, in order, by whole words only. Names that are also everyday words (Go, R,
 * Excel, Word, Swift) count only where their surroundings read like a list of skills.
 */
export function findSkills(text: string): SkillMention[] {
  const tokens = tokenize(text)
  const accept = (hit: Hit<Entry>) =>
    exactlyWritten(text, hit.span, hit.entry.spelling) &&
    samePlural(text, hit.span, hit.entry.spelling) &&
    standsForItself(text, hit) &&
    cleanEdges(text, hit.span)
  const found = trie.find(text, tokens, accept)
  const isSkill = (hit: Hit<Entry>, index: number): boolean => {
    if (!hit.entry.spelling.needsContext) return true
    const others = [found[index - 1], found[index + 1]].flatMap((other) => (other ? [other.span] : []))
    return readsLikeSkill({ text, tokens, from: hit.from, to: hit.to, skill: hit.entry.skill.id, others })
  }
  return found.filter(isSkill).map(({ entry, span }) => ({ skill: entry.skill.id, span }))
}
