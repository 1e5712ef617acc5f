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

/** Where the title proper ends: "Head of …", "Nurse (ICU)", "Engineer - Platform". */
const headEnd = /\s+(?:of|for|in|at|bei|für|de|des|du|d['’]|im|der|am|di|del|van|voor)\s+|\s+[-–—(/]\s*|[,(]/i

/** How much a phrase looks like a job title; 0 or less where it doesn't. */
export function titleScore(text: string): number {
  const head = text.split(headEnd)[0] ?? text
  const words = head.split(/[\s/]+/).filter((word) => /\p{L}/u.test(word))
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last || text.length > 90 || partnership.test(text)) return 0
  const ends = isRole(last)
  let score = ends ? 3 : words.some((word) => isRole(word)) ? 2 : 0
  if (score === 0 && text.split(/[\s/]+/).some((word) => isRole(word))) score = 1
  if (score > 0 && seniority.test(clean(first))) score += 1
  if (score === 0 && /^(?:head|director|chief|president|professor|lead|manager)$/i.test(clean(first)))
    score = 2
  return score - organisationPenalty(organisationScore(text), ends, isPlural(last))
}

/** "Wendouree Electrical Contractors": several of them are a firm. */
function isPlural(word: string): boolean {
  const lower = clean(word).toLowerCase()
  return lower.endsWith('s') && !roleWords.has(lower) && roleWords.has(lower.slice(0, -1))
}

function organisationPenalty(organisation: number, endsInRole: boolean, isSeveral: boolean): number {
  if (organisation > 0 && isSeveral) return 4
  if (organisation >= 3) return endsInRole ? 2 : 4
  return organisation > 0 && !endsInRole ? 1.5 : 0
}
