import { companyForm, organisationWords, roleEndings, roleWords, seniority } from './vocabulary.ts'

const clean = (word: string) => word.replace(/^[^\p{L}]+|[^\p{L}.*:/+-]+$/gu, '').replace(/[.,:]+$/, '')

/** Compounds are one word in German, Dutch and the Nordic languages: "Betriebselektriker". */
function endsInRole(word: string): boolean {
  for (let from = 3; from <= word.length - 6; from++) if (roleWords.has(word.slice(from))) return true
  return false
}

function isRole(word: string): boolean {
  const lower = clean(word).toLowerCase()
  if (!lower) return false
  const plain = lower.replace(/(?:\/-?in|\*in|:in|\(in\))$/u, '')
  const singular = plain.replace(/s$/, '')
  return (
    roleWords.has(lower) ||
    roleWords.has(plain) ||
    roleWords.has(singular) ||
    roleEndings.test(plain) ||
    plain.split(/[-/]/).some((part) => roleWords.has(part)) ||
    endsInRole(plain)
  )
}

const partnership =
  /\s(?:und|&|and|et|e|y|en)\s+(?:partners?|söhne|sons|zonen|fils|figli|hijos|co|cie|associates)\.?$/i

/** How much a phrase looks like an organisation's name; 0 where nothing speaks for it. */
export function organisationScore(text: string): number {
  if (partnership.test(text)) return 4
  const last =
    text
      .split(/\s+/)
      .at(-1)
      ?.replace(/[.,)]+$/, '') ?? ''
  if (/\s/.test(text) && !/,\s*[A-Z]{2}$/.test(text) && /^\p{Lu}/u.test(last) && companyForm.test(last))
    return 4
  const match = organisationWords.exec(text)
  if (!match) return 0
  return match.index + match[0].length >= text.length - 1 ? 3 : 2
}

/** How much a phrase looks like a job title; 0 or less where it doesn't. */
export function titleScore(text: string): number {
  const head =
    text.split(
      /\s+(?:of|for|in|at|bei|für|de|des|du|d['’]|im|der|am|di|del|van|voor)\s+|\s+[-–—(/]\s*|[,(]/i,
    )[0] ?? text
  const words = head.split(/[\s/]+/).filter((word) => /\p{L}/u.test(word))
  if (words.length === 0 || text.length > 90 || partnership.test(text)) return 0
  let score = 0
  const last = words.at(-1)
  if (last && isRole(last)) score = 3
  else if (words.some((word) => isRole(word))) score = 2
  else if (text.split(/[\s/]+/).some((word) => isRole(word))) score = 1
  const [first] = words
  if (score > 0 && first && seniority.test(clean(first))) score += 1
  if (
    score === 0 &&
    first &&
    /^(?:head|director|chief|president|professor|lead|manager)$/i.test(clean(first))
  )
    score = 2
  const organisation = organisationScore(text)
  const ends = last ? isRole(last) : false
  return score - (organisation >= 3 ? (ends ? 2 : 4) : organisation > 0 && !ends ? 1.5 : 0)
}
