import { list, plain, sentence, type Candidate } from './letter.ts'
import type { Material } from './material.ts'
import { articleFor } from './rewrite-highlight.ts'

const AWARD =
  /^(?:bachelor|master|b\.?\s?sc|m\.?\s?sc|b\.?\s?a\b|m\.?\s?a\b|b\.?eng|m\.?eng|b\.?\s?tech|m\.?\s?tech|b\.?\s?com|mba|ph\.?\s?d|diploma|diplom|associate|doctor|bsn|msn|certificate|higher|foundation|btec|nvq|licen[cs]e|hnd|degree|postgraduate|graduate)/i

/** "the University of …", but "Uppsala University". */
export function theInstitution(text: string): string {
  const name = plain(text)
  return /^(?:university|institute|college|school|technical university|polytechnic) (?:of|for)\b/i.test(name)
    ? `the ${name}`
    : name
}

function educationSentence(material: Material): Candidate[] {
  const [study] = material.education.toSorted((a, b) => Number(b.degree !== null) - Number(a.degree !== null))
  if (!study) return []
  const text = (fact: typeof study.degree) => (fact ? plain(fact.text) : '')
  const [degree, subject, institution] = [text(study.degree), text(study.field), text(study.institution)]
  const weight = material.asksForEducation ? 5 : 1.5
  const learned = [degree, degree.toLowerCase().includes(subject.toLowerCase()) ? '' : subject].filter(
    Boolean,
  )
  const where = institution && learned.length > 0 ? ` (${institution})` : institution
  const listed = `My education: ${learned.join(', ')}${where}`
  if (!AWARD.test(degree)) return [{ variants: [sentence(listed)], facts: study.facts, weight }]
  const at = institution ? ` ${study.finished ? 'from' : 'at'} ${theInstitution(institution)}` : ''
  const held = `${study.finished ? 'I hold' : 'I am studying for'} ${articleFor(degree)} ${learned.join(' in ')}${at}`
  return [{ variants: [sentence(held), sentence(listed)], facts: study.facts, weight }]
}

/** Names that hold commas of their own are divided by semicolons. */
function listed(names: string[]): string {
  return names.some((name) => name.includes(',')) ? names.join('; ') : list(names, 'and')
}

export function credentialSentences(material: Material): Candidate[] {
  const certificates = material.certificates.slice(0, 3)
  const held = listed(certificates.map(({ text }) => plain(text)))
  const languages = material.asksForLanguage ? material.languages.slice(0, 3) : []
  const spoken = list(
    languages.map(({ words }) => plain(words)),
    'and',
  )
  return [
    ...educationSentence(material),
    ...(held
      ? [
          {
            variants: [sentence(`My certificates and licences include ${held}`)],
            facts: certificates,
            weight: 4,
          },
        ]
      : []),
    ...(spoken
      ? [
          {
            variants: [sentence(`I speak ${spoken}`)],
            facts: languages.flatMap((language) => language.facts),
            weight: 5,
          },
        ]
      : []),
  ]
}
