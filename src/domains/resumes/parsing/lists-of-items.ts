import type { Slice } from './fact-book.ts'

/** What denies a skill: what follows it in the same phrase is not had. */
export const negation =
  /\b(?:no(?!\.)|not|never|none|without|lacks?|lacking|haven['’]?t|have not|don['’]?t|do not|didn['’]?t|not yet|cannot|can['’]?t|zero)\b(?!\s+only)|\b(?:kein(?:e|en|er|em)?|nicht|nie|noch nie|ohne)\b|\b(?:aucune?|pas de|pas d['’]|jamais|sans)\b|\b(?:ningun[oa]?|ningún|sin|nunca)\b|\b(?:geen|nooit|zonder)\b|\b(?:nessun[oa]?|senza|mai)\b/i

/** Cuts at commas and other dividers, but not inside brackets: "AWS (EC2, S3), SQL". */
export function splitList(text: string, offset: number): Slice[] {
  const items: Slice[] = []
  let depth = 0
  let start = 0
  const push = (end: number) => items.push({ start: offset + start, end: offset + end })
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? ''
    if (/[([]/.test(character)) depth++
    else if (/[)\]]/.test(character)) depth = Math.max(0, depth - 1)
    const decimal = character === ',' && /\d/.test(text[index - 1] ?? '') && /\d/.test(text[index + 1] ?? '')
    const slash = character === '/' && text[index - 1] === ' ' && text[index + 1] === ' '
    if (depth > 0 || decimal || (!slash && !/[,;|•·●▪◦∙\t\n、，]/.test(character))) continue
    push(index)
    start = index + 1
  }
  push(text.length)
  return items
}
