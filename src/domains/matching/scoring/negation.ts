import type { Span } from '../../resumes/schema.ts'

const NEGATION =
  /\b(?:never (?!(?:been )?(?:late|missed|failed|lost|exceeded|dropped|stopped|less|fewer|below|absent|complain))(?:\p{L}+ly )?\p{L}{3,}(?:ed|en|wn|ne)?|(?:have not|haven(?:'|’)t|has not|hasn(?:'|’)t|did not|didn(?:'|’)t) (?:yet )?(?!missed|failed|lost|stopped)\p{L}+(?:ed|en|wn)|no (?:\p{L}+ ){0,3}(?:experience|knowledge|exposure|background|training|licen[cs]e|certificat\w*)|(?:have |has |had |i )?(?:never|not yet|not|haven(?:'|’)t|hasn(?:'|’)t|didn(?:'|’)t|don(?:'|’)t|do not|did not|have not) (?:\p{L}+ ){0,2}?(?:used|worked|had|have|hold|held|familiar|experienced|touched|know|tried|qualified|certified|done|drive|driven|speak)|(?:would like|want|wants|hope|hoping|keen|eager|looking|plan|planning|aspire|interested|happy|willing) (?:to|in) (?:learn\p{L}*|train\p{L}*|gain\p{L}*|get\p{L}* into|mov\p{L}+ into)|(?:not|nor) (?:yet )?(?:an? )?(?:trained|licensed|certified|registered|qualified|fluent|accredited)|yet to|nicht vorhanden|without (?:\p{L}+ ){0,2}(?:experience|knowledge)|lack(?:ing)? (?:of )?(?:experience|knowledge)?|keine(?:rlei)? (?:\p{L}+ ){0,2}?(?:erfahrung\p{L}*|kenntnisse\p{L}*)|ohne (?:erfahrung|kenntnisse)|kein(?:e|en)? führerschein|noch nie|(?:aucune|pas d['’e]\s?) ?(?:expérience|connaissance)s?|jamais (?:utilisé|travaillé)|sin (?:experiencia|conocimientos?)|nunca)(?![\p{L}])/giu

/** Where a negation ends: the next clause may affirm again ("no Kubernetes yet, but five years of Docker"). */
const END = /[.;!?\n]|,?\s(?:but|however|though|although|aber|jedoch|mais|pero)\s/giu

/** The text with negated stretches blanked out, character for character, so that spans keep their place. */
export function affirmed(text: string): string {
  let result = text
  for (const match of text.matchAll(NEGATION)) {
    END.lastIndex = match.index + match[0].length
    const end = END.exec(text)?.index ?? text.length
    result = result.slice(0, match.index) + ' '.repeat(end - match.index) + result.slice(end)
  }
  return result
}

/** What `affirmed` leaves out: the things a person says they lack. */
export function deniedIn(text: string): string {
  const kept = affirmed(text)
  return [...text].length === text.length
    ? [...text].map((char, at) => (kept.charAt(at) === char ? ' ' : char)).join('')
    : ''
}

const WEAK =
  /\b(?:basic|beginner|basics|learning|familiar(?:ity)? with|some exposure|exposure to|currently learning|elementary|introductory|novice|grundkenntnisse|grundlagen|anfänger|notions|débutant|básico|a little|some knowledge)\b/iu

/** "Basic Docker", "Docker (learning)": the person says themselves that it isn't much. */
export function isWeakClaim(text: string, span: Span): boolean {
  const before = text.slice(0, span[0])
  const clauseStart =
    Math.max(
      before.lastIndexOf(','),
      before.lastIndexOf(';'),
      before.lastIndexOf('.'),
      before.lastIndexOf('|'),
    ) + 1
  const after = /^\s*(?:\(([^)]{0,40})\)|[-–:]\s*([\p{L} ]{0,30}))/u.exec(text.slice(span[1]))
  return WEAK.test(text.slice(clauseStart, span[0])) || WEAK.test(after?.[1] ?? after?.[2] ?? '')
}
