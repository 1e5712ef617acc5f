import { useSearchParams } from 'react-router'
import { linkedinErrors } from '../../../src/domains/account/linkedin/errors.ts'
import { Notice } from '../../ui/notice.tsx'

const words = new Map<string, string>(
  Object.entries(linkedinErrors).map(([code, entry]) => [code, entry.words]),
)

/** What went wrong at LinkedIn, as the address says after coming back; nothing otherwise. */
export function LinkedinProblem() {
  const [query] = useSearchParams()
  const known = words.get(query.get('problem') ?? '')
  return known === undefined ? null : <Notice tone="bad">{known}</Notice>
}
