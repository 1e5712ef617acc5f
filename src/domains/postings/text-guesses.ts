import { employmentTypes } from './employment-type.ts'
import { readPlace } from './places.ts'
import { salaryFromText, type Salary } from './salary.ts'
import type { Posting } from './schema.ts'
import { workplaceOf } from './workplace.ts'

/** What the first lines and labels of plain text say; null or empty for what they don't. */
export interface TextGuesses {
  title: string | null
  organization: string | null
  location: string | null
  workplace: string | null
  employmentType: Posting['employmentType']
  salary: Salary | null
  url: string | null
}

const labels: [keyof TextGuesses | 'employment', RegExp][] = [
  [
    'title',
    /^(?:job |position |role )?title$|^(?:position|role|job|stelle|stellenbezeichnung|poste|puesto)$/i,
  ],
  [
    'organization',
    /^(?:company|company name|organi[sz]ation|employer|hiring organi[sz]ation|client|firma|unternehmen|arbeitgeber|entreprise|empresa)$/i,
  ],
  [
    'location',
    /^(?:job |work |office )?locations?$|^(?:place|city|where|standort|arbeitsort|einsatzort|ort|lieu|ubicación|based in)$/i,
  ],
  [
    'workplace',
    /^(?:workplace|workplace type|work (?:type|model|mode|arrangement)|remote|location type|arbeitsmodell)$/i,
  ],
  [
    'employment',
    /^(?:employment|employment type|job type|type|contract|contract type|schedule|anstellungsart|vertragsart|beschäftigungsart|type de contrat)$/i,
  ],
  [
    'salary',
    /^(?:salary|salary range|pay|pay range|compensation|base salary|rate|gehalt|vergütung|salaire|salario)$/i,
  ],
  ['url', /^(?:url|link|apply|apply at|source)$/i],
]

const HEAD_LINES = 40

function labelled(lines: string[]): Map<string, string> {
  const found = new Map<string, string>()
  lines.slice(0, HEAD_LINES).forEach((line, index) => {
    const match = /^[\s>*#-]*\**([\p{L} ]{2,30}?)\**\s*:\s*\**\s*(.*)$/u.exec(line)
    const name = match?.[1]?.trim() ?? ''
    const key = labels.find(([, pattern]) => pattern.test(name))?.[0]
    // "Location:" may stand above its value.
    const value = (match?.[2] ?? '').trim() || (lines[index + 1] ?? '').trim()
    if (key && value && value.length <= 200 && !found.has(key)) found.set(key, value.replace(/\*+$/, ''))
  })
  return found
}

const ROLE =
  /\b(?:engineer|developer|manager|designer|analyst|scientist|architect|consultant|specialist|assistant|associate|director|lead|head|officer|nurse|teacher|accountant|administrator|coordinator|technician|representative|executive|intern|researcher|writer|editor|driver|chef|cook|cashier|clerk|mechanic|electrician|carpenter|welder|plumber|therapist|physician|pharmacist|lawyer|attorney|paralegal|recruiter|buyer|planner|supervisor|operator|programmer|tester|owner|advisor|agent|trainer|instructor|professor|librarian|entwickler|ingenieur|leiter|mitarbeiter|berater|kauffrau|kaufmann|pfleger|pflegefachkraft|fachkraft|praktikant|werkstudent|sachbearbeiter|techniker|meister|koch|ingénieur|développeur|responsable|chargé|infirmi|desarrollador|ingeniero)/i

function isTitleLine(line: string): boolean {
  return (
    line.length >= 3 &&
    line.length <= 120 &&
    !/[.!?]$/.test(line) &&
    !/^(?:about|we |our |the |https?:|job description|description$|apply)/i.test(line)
  )
}

/** "Engineer at Acme", "Engineer - Acme": the first line's second half when the first is a role. */
function firstLine(line: string): { title: string; organization: string | null } {
  const at = /^(.{3,90}?)\s+(?:at|@|bei|chez)\s+(\p{Lu}[^,|]{1,60})$/u.exec(line)
  const [, post = '', employer = ''] = at ?? []
  if (ROLE.test(post)) return { title: post, organization: employer.replace(/\s[-–—(].*$/, '').trim() }
  const dash = /^(.{3,90}?)\s+[-–—|]\s+([^|]{2,60})$/.exec(line)
  const [, role = '', company = ''] = dash ?? []
  const split = ROLE.test(role) && company !== '' && isPlace(company) === false && isCompanyLike(company)
  return split ? { title: role, organization: company } : { title: line, organization: null }
}

/** "Acme GmbH · Berlin, Germany (Hybrid)" or "Acme, Berlin" right below the title. */
function bylines(lines: string[]): { organization: string | null; location: string | null } {
  const parts = lines
    .flatMap((line) => line.split(/\s+[·•|–—-]\s+/))
    .map((part) => part.trim())
    .filter((part) => part !== '' && part.length <= 80)
  const location = parts.find((part) => isPlace(part)) ?? null
  const named = parts.find(
    (part) =>
      part !== location && /^\p{Lu}/u.test(part) && part.split(/\s+/).length <= 6 && isCompanyLike(part),
  )
  return { organization: named ?? null, location }
}

function isPlace(part: string): boolean {
  return readPlace(part).addressCountry !== null || /^(?:fully )?remote\b/i.test(part)
}

function isCompanyLike(part: string): boolean {
  const other = workplaceOf(part) !== 'unknown' || employmentTypes(part).length > 0 || ROLE.test(part)
  return (
    !other &&
    !/[.:!?]$|\d{3}|posted|ago|applicants|salary|€|\$|£|^(?:about|job description|overview|apply|we|our|the role)\b/i.test(
      part,
    )
  )
}

function salaryLine(lines: string[]): Salary | null {
  const line = lines.find(
    (candidate) =>
      candidate.length <= 300 &&
      /[$€£₹]\s?\d|\b(?:USD|EUR|GBP|CHF|CAD|AUD)\b\s?\d|\d\s?(?:USD|EUR|GBP|CHF|CAD|AUD|€)\b|\d\s?€/.test(
        candidate,
      ) &&
      /salary|pay|compensation|per (?:year|hour|month|annum)|gehalt|\/\s?(?:yr|year|hour|hr)|annual|base/i.test(
        candidate,
      ),
  )
  if (!line) return null
  const money = /(?:[A-Z]{0,3}\s?[$€£₹]|\b(?:USD|EUR|GBP|CHF|CAD|AUD)\b)?\s?\d.*$/.exec(line)?.[0] ?? line
  const found = salaryFromText(money.slice(0, 120))
  return found && (found.minValue !== null || found.maxValue !== null) ? { ...found, raw: line.trim() } : null
}

interface Head {
  title: string | null
  organization: string | null
  /** Short lines beside the title. */
  around: string[]
}

/** The line that reads like a title, and what stands around it. */
function readHead(lines: string[]): Head {
  const candidates = lines.slice(0, 4).filter((line) => isTitleLine(line) && !/^[\p{L} ]{2,30}:/u.test(line))
  const role = candidates.find((line) => ROLE.test(line)) ?? candidates[0]
  if (role === undefined) return { title: null, organization: null, around: [] }
  const at = lines.indexOf(role)
  const around = [...lines.slice(0, at), ...lines.slice(at + 1, at + 4)].filter((line) => line.length <= 120)
  return { ...firstLine(role), around }
}

function figured(salary: Salary | null): Salary | null {
  return salary && (salary.minValue !== null || salary.maxValue !== null) ? salary : null
}

/** Guesses from plain text; labels win over the position of lines. */
export function guessFromText(plain: string): TextGuesses {
  const lines = plain
    .split('\n')
    .map((line) => line.replace(/^#+\s*/, '').trim())
    .filter(Boolean)
  const named = labelled(lines)
  const head = readHead(lines)
  const below = bylines(head.around)
  const location = named.get('location') ?? below.location
  const spoken = [named.get('workplace'), location, ...head.around, head.title]
  return {
    title: named.get('title') ?? head.title,
    organization: named.get('organization') ?? head.organization ?? below.organization,
    location,
    workplace: spoken.find((line) => workplaceOf(line) !== 'unknown') ?? null,
    employmentType: employmentTypes(
      named.get('employment') ?? head.around.filter((line) => line.length <= 80),
    ),
    salary: figured(salaryFromText(named.get('salary'))) ?? salaryLine(lines),
    url: /https?:\/\/\S+/.exec(named.get('url') ?? '')?.[0] ?? null,
  }
}
