import type { Span } from '../../resumes/schema.ts'
import { tokenize, uninflected, type Token } from './tokens.ts'

interface Node<Entry> {
  next: Map<string, Node<Entry>>
  entries: Entry[]
}

export interface Hit<Entry> {
  entry: Entry
  span: Span
  /** Indexes of the first and last token. */
  from: number
  to: number
}

/** Words of one term may be parted by a space, a hyphen, a slash, a dot inside a word, or one line end. */
const JOINT = /^(?:[ \t\u00a0]*\n?[ \t\u00a0]*|\s?[-‐–/&+.'’:*_]{1,2}\s?)$/u

function joined(text: string, left: Token, right: Token): boolean {
  const gap = text.slice(left.end, right.start)
  return JOINT.test(gap) && !/\.\s/.test(gap)
}

/** A vocabulary of terms of one or more words, searched by whole words; the longest accepted term wins. */
export class TermTrie<Entry> {
  private readonly root: Node<Entry> = { next: new Map(), entries: [] }

  add(term: string, entry: Entry): void {
    let node = this.root
    for (const token of tokenize(term)) {
      const norm = uninflected(token.norm)
      const child = node.next.get(norm) ?? { next: new Map(), entries: [] }
      node.next.set(norm, child)
      node = child
    }
    node.entries.push(entry)
  }

  private longestFrom(
    text: string,
    tokens: Token[],
    from: number,
    accept: (hit: Hit<Entry>) => boolean,
  ): Hit<Entry> | null {
    const first = tokens[from]
    if (!first) return null
    let best: Hit<Entry> | null = null
    let node = this.root
    for (let to = from; to < tokens.length; to++) {
      const token = tokens[to]
      const previous = tokens[to - 1]
      if (!token || (to > from && previous && !joined(text, previous, token))) break
      const child = node.next.get(uninflected(token.norm))
      if (!child) break
      node = child
      for (const entry of node.entries) {
        const hit: Hit<Entry> = { entry, span: [first.start, token.end], from, to }
        if (accept(hit)) best = hit
      }
    }
    return best
  }

  find(text: string, tokens: Token[], accept: (hit: Hit<Entry>) => boolean = () => true): Hit<Entry>[] {
    const hits: Hit<Entry>[] = []
    for (let from = 0; from < tokens.length; from++) {
      const hit = this.longestFrom(text, tokens, from, accept)
      if (!hit) continue
      hits.push(hit)
      from = hit.to
    }
    return hits
  }
}
