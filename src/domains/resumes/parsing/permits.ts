import type { FactBook, Slice } from './fact-book.ts'
import type { Line } from './lines.ts'
import { countryCode } from './places.ts'

const authorization =
  /\b(?:authori[sz]ed to work|eligible to work|right to work|legally (?:able|entitled|authorized) to work|permitted to work|work (?:permit|authori[sz]ation|visa)|(?:u\.?s\.?|uk|eu|british|german|canadian|australian|irish|swiss|american|french|dutch|indian|italian|spanish)[ -]citizen(?:ship)?|citizen of|citizenship|nationality|green card|permanent resident|settled status|indefinite leave|(?:h-?1b|opt|ead|tn) (?:visa|status)|(?:no|without|require[sd]?|need(?:s|ed)?|requires?) (?:visa )?sponsorship|dual national(?:ity)?|blue card)\b|arbeitserlaubnis|staatsangehörigkeit|staatsbürgerschaft|aufenthaltstitel|niederlassungserlaubnis|eu-bürger|permis de travail|titre de séjour|nationalité|permiso de trabajo|nacionalidad|werkvergunning|nationaliteit|permesso di (?:lavoro|soggiorno)|cittadinanza|nazionalità/i
const driving =
  /(?:\b(?:full|clean|valid|current|provisional)\s+)*(?:\b(?:uk|us|eu|german|european|irish|international|class\s+[a-e])\s+)*(?:(?<![\p{L}])(?:driv(?:er|ing)['’]?s?['’]?\s+licen[cs]e|cdl(?:[\s-]+class\s+[abc])?|class\s+[abc]\s+cdl|hgv\s+(?:class\s+\d\s+)?licen[cs]e|forklift\s+(?:licen[cs]e|certificate))|führerschein|fahrerlaubnis|staplerschein|\bpermis\s+(?:de\s+conduire\s+)?(?=[a-e]\b)|\bpermis de conduire|carn[eé]t? de conducir|permiso de conducir|rijbewijs|patente(?: di guida)?(?=\s*(?:[:(]|[A-E]\b|di guida)))(?:\s*(?:\(?(?:klasse[n]?|class(?:es)?|category|categories|cat\.?|categoría|catégorie|categoria|categorie|tipo)?\s*:?\s*[A-E][A-E\d]{0,2}(?:\s*[,+/&]\s*[A-E][A-E\d]{0,2})*\b\)?)|\s*:\s*[^\n.;|,•]{1,40})?/iu
const availability =
  /(?:\b(?:available (?:immediately|from|to start|for)|immediately available|notice period|availability|start date)\b|verfügbar (?:ab|sofort)|sofort verfügbar|eintrittstermin|kündigungsfrist|frühester eintritt|disponible (?:immédiatement|à partir|de suite|inmediatamente|desde)|disponibilité|disponibilidad|beschikbaar|per direct|disponibile|opzegtermijn|preavviso)/i

const denial = /\b(?:no|not|without|never|kein(?:en|e)?|pas de|sin|geen|senza)\b\s+(?:\p{L}+\s+){0,2}$/iu

/** The sentence or cell around a place in a line. */
function around(line: Line, index: number): Slice {
  const before = line.text.slice(0, index)
  const start = Math.max(
    0,
    ...[...before.matchAll(/[.;|•·\t](?:\s+|$)/g)].map((match) => match.index + match[0].length),
  )
  const rest = line.text.slice(index)
  const end = /[.;|•·\t](?=\s|$)/.exec(rest)?.index ?? rest.length
  return { start: line.start + start, end: line.start + index + end }
}

function countryOf(text: string): string | null {
  for (const word of text.split(/[^\p{L}.]+/u)) {
    const code = word.length > 1 ? countryCode(word) : null
    if (code) return code
  }
  return null
}

/** Whether a short line speaks of a licence to drive or of a start date and of nothing else. */
export function isPermit(text: string): boolean {
  return text.length < 60 && (driving.test(text) || availability.test(text) || authorization.test(text))
}

/** Looks for permits to work and drive and for when the person could start, outside what is told about jobs. */
export function parsePermits(book: FactBook, lines: readonly Line[]): void {
  const taken = new Set(book.facts.filter((fact) => fact.kind === 'licence').map((fact) => fact.span[0]))
  for (const line of lines) {
    const permit = authorization.exec(line.text)
    if (permit && line.text.length < 300) {
      const slice = book.trim(around(line, permit.index), /[\s,–—-]/u)
      book.add('work_authorization', slice, '/basics/workAuthorization', countryOf(book.slice(slice)))
    }
    const licence = driving.exec(line.text)
    const covered = [...taken].some((start) => start >= line.start && start < line.end)
    const word = licence?.[0].split(/[\s:-]/)[0]?.toLowerCase() ?? ''
    const known = book.facts.some((fact) => fact.kind === 'licence' && fact.text.toLowerCase().includes(word))
    if (licence && !covered && !known && !denial.test(line.text.slice(0, licence.index))) {
      const slice = { start: line.start + licence.index, end: line.start + licence.index + licence[0].length }
      book.add(
        'licence',
        book.trim(slice, /[\s,:(]/u),
        `/certificates/${book.next('certificates')}`,
        book.slice(book.trim(slice)),
      )
    }
    const available = availability.exec(line.text)
    if (available && line.text.length < 160)
      book.add('availability', book.trim(around(line, available.index), /[\s,–—-]/u), '/basics/availability')
  }
}
