import type { Span } from '../../resumes/schema.ts'
import { trimSpan } from '../text/tokens.ts'

const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|etc|(?<!\b(?:years?|yrs?|months?|days?|hours?|hrs?|exp)\s)(?:min|max)|incl|inkl|approx|ca|bzw|z\.\s?b|d\.\s?h|u\.\s?a|nr|no|mind|ggf|evtl|vgl|tel|cyl|vs|dr|mr|mrs|ms|st|dipl|ing|sr|jr|p\.\s?ej|env|b\.?sc|m\.?sc|ph\.d)|(?<![\p{L}'’])\p{L})\.$/iu

function splitAt(
  text: string,
  [start, end]: Span,
  boundary: RegExp,
  keep: (before: string, mark: string) => boolean,
): Span[] {
  const parts: Span[] = []
  let from = start
  for (const match of text.slice(start, end).matchAll(boundary)) {
    const at = start + match.index
    if (!keep(text.slice(from, at), match[0])) continue
    parts.push([from, at])
    from = at + match[0].length
  }
  parts.push([from, end])
  return parts.map((part) => trimSpan(text, part)).filter(([a, b]) => b - a > 1)
}

function balanced(before: string): boolean {
  return (before.match(/\(/g)?.length ?? 0) <= (before.match(/\)/g)?.length ?? 0)
}

/** Sentences of a stretch; abbreviations and numbers don't end one. */
export function splitSentences(text: string, span: Span): Span[] {
  const boundary = /[.!?…]+(?=\s+["“„(¿¡£$€]?[\p{Lu}\d])|[;；]\s|\s[•·▪●|]\s|\n+/gu
  return splitAt(text, span, boundary, (before, mark) => {
    if (mark.startsWith('.') && ABBREVIATION.test(`${before}.`)) return false
    return balanced(before)
  })
}

const opening = String.raw`(?:have |hold |be |be able |you )?(?:an? |any |some |your |the |very |sehr |une? |de |la |le |eine?n? )?(?:strong|good|excellent|solid|proven|hands-on|previous|prior|practical|valid|full (?:uk |clean )?driv|clean|current|fluen|native|proficien|experience|knowledge|familiar|understanding|abilit|able to|willing|ideally|preferabl|you (?:have|are|will|can|hold|must|know)|you['’](?:re|ve)|must|comfortable|confident|(?:at least |over |minimum |min\. |mindestens )?(?:\d{1,2}|two|three|four|five|six|seven|eight|ten|zwei|drei|fünf)\s?\+?\s?(?:or more )?(?:years|jahre|ans|años)|at least|minimum|(?:bachelor|master)|(?:university |college |relevant )?degree|gcses?|a[- ]levels|level \d|nvq|bsn|certif|(?:driving |driver)|licen[cs]e|happy to|holds? |registration with|right to work|eligible|an eye for|attention to|gute |fundierte|erfahrung|kenntnisse|berufserfahrung|mehrjährige|führerschein|idealerweise|bereitschaft|abgeschlossene|fließend|maîtrise|connaissance|expérience|bonnes? |titulaire|permis|experiencia|conocimiento|dominio|carnet|buen |titulación|basic |working knowledge|deep |demonstrated|demonstrable|track record|excellent|competen|commercial awareness|who (?:has|have|is|can|holds))`

const CLAUSE = new RegExp(
  String.raw`(?:,\s*(?:and |und |et |y |plus |but |as well as |along with |sowie )?|\s(?:and|plus|as well as|along with|but|und|sowie|et|y|und)\s|\s[–—]\s)(?=${opening})`,
  'giu',
)

/** A sentence cut where a new requirement begins: "a degree and three years of …". */
export function splitClauses(text: string, span: Span): Span[] {
  return splitAt(text, span, CLAUSE, (before, mark) => {
    if (!balanced(before) || before.trim().length < 4) return false
    // "strong and proven", "good and fluent": the cut needs something to its left.
    return (
      !/\b(?:strong|good|excellent|solid|proven|and|or|of|in|with|either|both|your|a|an|the)$/i.test(
        before.trim(),
      ) || /[–—]/.test(mark)
    )
  })
}
