export type Label = 'title' | 'organization' | 'location' | 'workplace' | 'employment' | 'salary' | 'url'

const labels: [Label, RegExp][] = [
  [
    'title',
    /^(?:job |position |role |post )?title$|^(?:position|role|job|job role|vacancy|hiring|post|titel|stelle|stellenbezeichnung|position \(m\/w\/d\)|intitulé(?: du poste)?|poste|puesto)$/i,
  ],
  [
    'organization',
    /^(?:company|company name|organi[sz]ation|employer|hiring organi[sz]ation|client|agency|recruiter|school|practice|firma|unternehmen|arbeitgeber|entreprise|employeur|empresa)$/i,
  ],
  [
    'location',
    /^(?:job |work |office )?locations?$|^(?:place|place of work|city|where|standort|arbeitsort|einsatzort|dienstort|ort|campus|base|work base|lieu|lieu de travail|ubicación|based in)$/i,
  ],
  [
    'workplace',
    /^(?:workplace|workplace type|work (?:type|model|mode|arrangement)|remote|location type|arbeitsmodell)$/i,
  ],
  [
    'employment',
    /^(?:employment|employment type|job type|type|contract|contract type|schedule|anstellungsart|vertragsart|beschäftigungsart|type de contrat|contrat)$/i,
  ],
  [
    'salary',
    /^(?:salary|salary range|pay|pay range|wage|compensation|remuneration|wages?|hourly rate|base salary|rate|gehalt|vergütung|salaire|rémunération|salario)$/i,
  ],
  ['url', /^(?:url|link|apply|apply at|source)$/i],
]

const LABELLED_LINES = 40

const LABEL =
  /^[\s>*#-]*(?:(?![©®™])\p{Extended_Pictographic}\uFE0F?\s*)*\**([\p{L} ]{2,30}?)\**\s*(?::|\t|\|)\s*\**\s*(.*)$/u

interface Labelled {
  name: string
  value: string
}

function asLabel(line: string): Labelled | null {
  const match = LABEL.exec(line)
  return match ? { name: match[1]?.trim() ?? '', value: (match[2] ?? '').trim() } : null
}

function keyOf(name: string): Label | null {
  return labels.find(([, pattern]) => pattern.test(name))?.[0] ?? null
}

/** What may stand behind a value on its line and is none of it: pay, hours, another label. */
const ANOTHER =
  /^[^:]{2,30}:\s|[€£$]|\d{2,}|\b(?:full|part)[- ]?time\b|vollzeit|teilzeit|permanent|temporary|zeitarbeit|unbefristet|befristet/i

/** "Leeds | £30,000 | Full-time" → "Leeds"; "Leeds | Hull" stays. */
function ownValue(value: string): string {
  const [first = '', ...others] = value.split(/\s+[|·•]\s+|\t+/)
  return [first, ...others.filter((other) => !ANOTHER.test(other))].join(' | ').replace(/\*+$/, '').trim()
}

/** The labels that share a line: "Town: Hull | Pay: £12", "Town: Hull. Pay: £12." */
function onOneLine(line: string): string[] {
  const parts = line.split(/\s+[|·•]\s+|(?<=[\p{L}\p{N})])[.;]\s+(?=\p{Lu}[\p{L} ]{1,24}:\s)/u)
  const labelledParts = parts.filter((part) => keyOf(asLabel(part)?.name ?? '') !== null)
  return labelledParts.length > 1 ? [line, ...labelledParts] : [line]
}

/** "Role: You will look after our guests." names no job. */
function isProse(value: string): boolean {
  return value.length > 110 || (/[.!?]$/.test(value) && value.split(/\s+/).length > 5)
}

/** Values of the labels in the first lines ("Location: Oslo", or the value one line below). */
export function labelled(lines: string[]): Map<Label, string> {
  const found = new Map<Label, string>()
  lines.slice(0, LABELLED_LINES).forEach((line, index) => {
    const parts = onOneLine(line)
    for (const part of parts.length > 1 ? parts.slice(1) : parts) {
      const label = asLabel(part)
      const key = label && keyOf(label.name)
      if (!label || !key || found.has(key)) continue
      // "Location:" may stand above its value.
      const value = ownValue(label.value || (lines[index + 1] ?? '').trim())
      if (value && value.length <= 200 && !(key === 'title' && isProse(value))) found.set(key, value)
    }
  })
  return found
}

/** Whether a line is a known label with its value. */
export function isLabelled(line: string): boolean {
  return keyOf(asLabel(line)?.name ?? '') !== null
}

/** "Directorate: Finance", "Grade: 4": a label that we don't know, whose value is no title. */
export function isLabelLike(line: string): boolean {
  return /^[>*#\s-]*\p{Lu}[\p{L}/]*(?: [\p{L}/]+){0,2}\s*:\**\s+\S/u.test(line)
}
