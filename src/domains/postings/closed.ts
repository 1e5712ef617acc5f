import type { Posting } from './schema.ts'

const PHRASES = [
  /\bno longer (?:accepting|taking|receiving) (?:new )?applications?\b/i,
  /\b(?:this|the) (?:job|position|role|posting|vacancy|opening|listing|requisition)(?: posting| listing| opening)? (?:is|has been|was|has) (?:now |already |since )?(?:closed|filled|expired|taken|removed|withdrawn|no longer (?:available|open|active|accepting))/i,
  /\b(?:job|position|posting|vacancy|listing) (?:is )?no longer (?:available|open|active|exists?)\b/i,
  /\bapplications? (?:are|is|have|has) (?:now |been )?closed\b/i,
  /\bwe are not (?:currently )?(?:accepting|hiring for) (?:applications for )?this (?:job|position|role)\b/i,
  /\b(?:diese )?(?:stelle|position|stellenanzeige) (?:ist|wurde) (?:bereits |leider )?(?:nicht mehr verfügbar|besetzt|abgelaufen|deaktiviert)\b/i,
  /\b(?:cette|l['’])\s?(?:offre|annonce)[^.]{0,30}(?:n['’]est plus disponible|a expiré|est expirée|est pourvue)/i,
  /\b(?:esta|la) (?:oferta|vacante)[^.]{0,30}(?:ya no está disponible|ha caducado|está cerrada)/i,
]

/** Why a posting looks closed, in plain words, or null. `pageText` is the page around the posting. */
export function looksClosed(posting: Posting, now: Date, pageText = ''): string | null {
  const until = posting.validThrough
  if (until) {
    // A day counts to its end, wherever on earth.
    const end = new Date(until.length === 10 ? `${until}T23:59:59.999-12:00` : until)
    if (end.getTime() < now.getTime()) return `It was open until ${until.slice(0, 10)}.`
  }
  for (const text of [posting.title, posting.descriptionText.slice(0, 50_000), pageText.slice(0, 50_000)]) {
    const phrase = PHRASES.map((pattern) => pattern.exec(text)?.[0]).find((match) => match !== undefined)
    if (phrase) return `It says: “${phrase.replace(/\s+/g, ' ').trim()}”.`
  }
  return null
}
