import { credentialVocabulary } from '../credentials-vocabulary.ts'
import type { Span } from '../../resumes/schema.ts'
import { tokenize } from '../text/tokens.ts'
import { TermTrie } from '../text/trie.ts'

export interface Credential {
  id: string
  kind: 'licence' | 'certificate'
  includes: string[]
}

interface Entry {
  credential: Credential
  exact: string | null
}

export interface CredentialMention {
  credential: Credential
  span: Span
}

function splitList(part: string): string[] {
  return part
    .split(/,\s+/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function readCredentials(): { trie: TermTrie<Entry>; byId: Map<string, Credential> } {
  const trie = new TermTrie<Entry>()
  const byId = new Map<string, Credential>()
  let kind: Credential['kind'] = 'licence'
  for (const line of credentialVocabulary.split('\n')) {
    if (line.startsWith('# ')) kind = line === '# certificate' ? 'certificate' : 'licence'
    const [id, rest] = line.split(' | ')
    if (!id || !rest) continue
    const [spellings = '', includes = ''] = rest.split(' > ')
    const credential = { id, kind, includes: splitList(includes) }
    byId.set(id, credential)
    // The ids of driving licences are classes, not words a text would use.
    for (const written of [...(id.startsWith('driving') ? [] : [id]), ...splitList(spellings)]) {
      const exact = written.startsWith('^') ? written.slice(1) : null
      trie.add(exact ?? written, { credential, exact })
    }
  }
  return { trie, byId }
}

const { trie, byId } = readCredentials()

/** Licences and certificates the text names, in order. */
export function findCredentials(text: string): CredentialMention[] {
  const hits = trie.find(
    text,
    tokenize(text),
    ({ entry, span }) => entry.exact === null || text.slice(...span) === entry.exact,
  )
  return hits.map(({ entry, span }) => ({ credential: entry.credential, span }))
}

/** Everything that holding one of these credentials includes, itself too. */
export function withIncluded(id: string): string[] {
  return [id, ...(byId.get(id)?.includes ?? [])]
}
