export type Label = 'title' | 'organization' | 'location' | 'workplace' | 'employment' | 'salary' | 'url'

const labels: [Label, RegExp][] = [
  [
    'title',
    /^(?:job |position |role )?title$|^(?:position|role|job|vacancy|stelle|stellenbezeichnung|poste|puesto)$/i,
  ],
  [
    'organization',
    /^(?:company|company name|organi[sz]ation|employer|hiring organi[sz]ation|client|firma|unternehmen|arbeitgeber|entreprise|employeur|empresa)$/i,
  ],
  [
    'location',
    /^(?:job |work |office )?locations?$|^(?:place|place of work|city|where|standort|arbeitsort|einsatzort|ort|lieu|lieu de travail|ubicación|based in)$/i,
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
    /^(?:salary|salary range|pay|pay range|wage|compensation|base salary|rate|gehalt|vergütung|salaire|rémunération|salario)$/i,
  ],
  ['url', /^(?:url|link|apply|apply at|source)$/i],
]

const LABELLED_LINES = 40

/** Values of the labels in the first lines ("Location: Oslo", or the value one line below). */
export function labelled(lines: string[]): Map<Label, string> {
  const found = new Map<Label, string>()
  lines.slice(0, LABELLED_LINES).forEach((line, index) => {
    const match = /^[\s>*#-]*\**([\p{L} ]{2,30}?)\**\s*:\s*\**\s*(.*)$/u.exec(line)
    const name = match?.[1]?.trim() ?? ''
    const key = labels.find(([, pattern]) => pattern.test(name))?.[0]
    // "Location:" may stand above its value.
    const value = (match?.[2] ?? '').trim() || (lines[index + 1] ?? '').trim()
    if (key && value && value.length <= 200 && !found.has(key)) found.set(key, value.replace(/\*+$/, ''))
  })
  return found
}

/** Whether a line is a known label with its value. */
export function isLabelled(line: string): boolean {
  const name = /^[\s>*#-]*\**([\p{L} ]{2,30}?)\**\s*:/u.exec(line)?.[1]?.trim() ?? ''
  return labels.some(([, pattern]) => pattern.test(name))
}
