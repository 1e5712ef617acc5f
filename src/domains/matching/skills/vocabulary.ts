import { businessVocabulary } from './vocabulary-business.ts'
import { servicesVocabulary } from './vocabulary-services.ts'
import { technologyVocabulary } from './vocabulary-technology.ts'
import { tradesVocabulary } from './vocabulary-trades.ts'

export interface Spelling {
  text: string
  /** Only as written: `^ICU`. */
  exact: boolean
  /** Only where the surroundings read like skills: `?Go`. */
  needsContext: boolean
}

export interface Skill {
  /** Lower-case canonical name: what `detail.terms` holds. */
  id: string
  name: string
  category: string
  spellings: Spelling[]
}

interface Vocabulary {
  skills: ReadonlyMap<string, Skill>
  /** Ids a skill implies, transitively. */
  implied: ReadonlyMap<string, ReadonlySet<string>>
  /** Ids close to a skill, both ways. */
  near: ReadonlyMap<string, ReadonlySet<string>>
}

function spelling(written: string): Spelling {
  const mark = written.charAt(0)
  if (mark !== '^' && mark !== '?') return { text: written, exact: false, needsContext: false }
  return { text: written.slice(1), exact: true, needsContext: mark === '?' }
}

function list(part: string | undefined): string[] {
  return (part ?? '')
    .split(/,\s+/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

class VocabularyReader {
  skills = new Map<string, Skill>()
  parents = new Map<string, string[]>()
  near = new Map<string, Set<string>>()
  category = 'other'

  private befriend(ids: string[]): void {
    for (const id of ids) {
      const friends = this.near.get(id) ?? new Set<string>()
      for (const other of ids) if (other !== id) friends.add(other)
      this.near.set(id, friends)
    }
  }

  private addSkill(line: string): void {
    const [beforeNear = '', near] = line.split(' ~ ')
    const [beforeParents = '', parents] = beforeNear.split(' > ')
    const [canonical = '', aliases] = beforeParents.split(' = ')
    const main = spelling(canonical.trim())
    const id = main.text.toLowerCase()
    const known = this.skills.get(id)
    const spellings = [main, ...list(aliases).map(spelling)]
    if (known) known.spellings.push(...spellings)
    else this.skills.set(id, { id, name: main.text, category: this.category, spellings })
    if (parents)
      this.parents.set(
        id,
        list(parents).map((name) => name.toLowerCase()),
      )
    for (const other of list(near)) this.befriend([id, other.toLowerCase()])
  }

  read(source: string): void {
    for (const line of source.split('\n')) {
      if (line.startsWith('# ')) this.category = line.slice(2).trim()
      else if (line.startsWith('~ ')) this.befriend(list(line.slice(2)).map((name) => name.toLowerCase()))
      else if (line.trim()) this.addSkill(line)
    }
  }
}

function closure(parents: ReadonlyMap<string, string[]>): Map<string, ReadonlySet<string>> {
  const result = new Map<string, ReadonlySet<string>>()
  for (const id of parents.keys()) {
    const seen = new Set<string>()
    const queue = [...(parents.get(id) ?? [])]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      queue.push(...(parents.get(next) ?? []))
    }
    result.set(id, seen)
  }
  return result
}

function readVocabulary(): Vocabulary {
  const reader = new VocabularyReader()
  for (const source of [technologyVocabulary, businessVocabulary, servicesVocabulary, tradesVocabulary])
    reader.read(source)
  return { skills: reader.skills, implied: closure(reader.parents), near: reader.near }
}

export const vocabulary: Vocabulary = readVocabulary()

const none: ReadonlySet<string> = new Set()

export function impliedBy(id: string): ReadonlySet<string> {
  return vocabulary.implied.get(id) ?? none
}

export function nearTo(id: string): ReadonlySet<string> {
  return vocabulary.near.get(id) ?? none
}

export function categoryOf(id: string): string | null {
  return vocabulary.skills.get(id)?.category ?? null
}

export function isSoft(id: string): boolean {
  return categoryOf(id) === 'soft'
}
