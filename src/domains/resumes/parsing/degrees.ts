const levels: [RegExp, string][] = [
  [
    /\b(?:ph\.?\s?d|d\.?phil|dr\.(?:\s?\w+\.)*|doctor(?:ate|al)?|doktor|promotion|doctorat|doctorado|dottorato|m\.?d\.?(?=\s|,|$)|j\.?d\.?(?=\s|,|$)|pharm\.?d|dnp|dpt|ed\.?d|d\.?v\.?m|d\.?d\.?s|d\.?o\.(?=\s|,|$))/i,
    'doctorate',
  ],
  [
    /\b(?:master(?:s|['’]s)?|m\.?\s?sc|m\.?s\.?(?=\s|,|$|\))|m\.?a\.?(?=\s|,|$|\))|m\.?eng|m\.?ed|m\.?b\.?a|m\.?p\.?h|m\.?s\.?n|m\.?s\.?w|m\.?tech|m\.?phil|m\.?com|m\.?arch|m\.?f\.?a|m\.?p\.?a|ll\.?m|mres|mca|magister|maîtrise|maestría|máster|mestrado|laurea magistrale|laurea specialistica|staatsexamen|dipl(?:om)?\.?-?(?:ing|kfm|kffr|inf|psych|biol|chem|phys|päd|kaufmann|kauffrau|informatiker|ingenieur)\w*|diplôme d['’]ingénieur|postgraduate|pgce|executive mba|licenciatura con grado|doctorandus|drs\.)/i,
    'master',
  ],
  [
    /\b(?:bachelor(?:s|['’]s)?|b\.?\s?sc|b\.?s\.?(?=\s|,|$|\))|b\.?a\.?(?=\s|,|$|\))|b\.?eng|b\.?ed|b\.?tech|b\.?e\.(?=\s|,|$)|b\.?b\.?a|b\.?com|b\.?s\.?n|b\.?f\.?a|b\.?arch|b\.?s\.?w|b\.?c\.?a|ll\.?b|honou?rs degree|undergraduate|first degree|licence(?! to)|licenciatura|licenciado|licenciada|grado (?:en|superior)|ingeniería|laurea(?: triennale)?|bacharel\w*|hbo|diplom\b|kandidat|licencjat|inżynier|degree in)/i,
    'bachelor',
  ],
  [
    /\b(?:associate(?:s|['’]s)?(?: degree| of| in)|a\.?a\.?s\.?(?=\s|,|$|\))|a\.?s\.?(?=\s+in\b|,|$|\))|a\.?a\.?(?=\s+in\b|,|$|\))|adn|foundation degree|hnd|hnc|higher national|bts|dut|but\b|deug|técnico superior|tecnólogo)/i,
    'associate',
  ],
  [
    /(?:\b|^)(?:apprenticeship|ausbildung|berufsausbildung|lehre|umschulung|meister(?:brief|prüfung)?|gesellenbrief|gesellenprüfung|facharbeiter\w*|fachwirt\w*|staatlich geprüft\w*|nvq|btec|city (?:&|and) guilds|vocational|trade certificate|certificate (?:i{1,3}|iv|in|of)|diploma(?! of secondary)|journeyman|cap\b|bep\b|bac pro\w*|baccalauréat professionnel|formación profesional|ciclo formativo|fp (?:de )?grado|técnico|mbo|qualifica professionale|diploma professionale|technical certificate|culinary arts diploma|postgraduate certificate|graduate certificate|certified nursing assistant program|practical nursing|trade school|bootcamp|diplôme)/i,
    'vocational',
  ],
  [
    /(?:\b|^)(?:high school|secondary school|ged\b|a[- ]levels?|gcses?|o[- ]levels?|as[- ]levels?|leaving certificate|abitur|fachabitur|fachhochschulreife|allgemeine hochschulreife|hochschulreife|matura|mittlere reife|realschulabschluss|hauptschulabschluss|baccalauréat|bac\b|brevet|bachillerato|eso\b|educación secundaria|graduado escolar|vwo|havo|vmbo|maturità|diploma di (?:maturità|scuola)|ensino médio|ensino secundário|secondary education|international baccalaureate|higher secondary|hsc|ssc|cbse|wassce|highers|studentexamen)/i,
    'high_school',
  ],
]

/** The level of a named degree, or null where a text names none. */
export function degreeLevel(text: string): string | null {
  let best: { level: string; index: number } | null = null
  for (const [pattern, level] of levels) {
    const match = pattern.exec(text)
    if (match && (!best || match.index < best.index)) best = { level, index: match.index }
  }
  return best?.level ?? null
}

const institution =
  /(?<!\p{L})(?:university|universität|uni|université|universidad|universidade|universiteit|università|universitat|college|collège|school(?! diploma)|schule|\p{L}+schule|fachhochschule|hochschule|institut[eo]?|institute|academy|akademie|académie|academia|accademia|polytechnic|politecnico|politécnica|polytechnique|école|escuela|scuola|liceo|lycée|gymnasium|gesamtschule|kolleg|berufskolleg|ihk|hwk|handwerkskammer|tafe|conservator\w+|seminary|faculty of|facultad|iut|ies|cfa|roc|hogeschool|mit|eth|epfl|ucla|lmu|tum|tu|rwth|kit|lse|iit|nit|bits|caltech|suny|cuny|training cent(?:er|re)|centre de formation|centro|education cent(?:er|re)|open university|bootcamp|high school|secondary|grammar|comprehensive|sixth form|hospital|klinikum|campus)(?!\p{L})/iu

export function namesInstitution(text: string): boolean {
  return institution.test(text)
}

/** Where the field of study begins in "Bachelor of Science in Nursing"; null where none is named after the degree. */
export function fieldStart(text: string): { degreeEnd: number; fieldStart: number } | null {
  const named =
    /^(.*?\b(?:of\s+(?:applied\s+)?(?:science|arts|engineering|education|technology|fine arts|business administration|commerce|law|laws|philosophy|nursing|music|social work|architecture|public health|medicine)(?:\s+and\s+technology)?(?:\s*\([^)]*\))?|(?:degree|diploma|certificate|apprenticeship|honou?rs|ausbildung|lehre|studium|umschulung)(?:\s*\([^)]*\))?))\s*(?:,|:|–|—|-|\bin\b|\bas\b|\bals\b|\bzum\b|\bzur\b)\s+(?=\S)/iu.exec(
      text,
    )
  if (named?.[1]) return { degreeEnd: named[1].length, fieldStart: named[0].length }
  const linked =
    /^(.{1,60}?)(?:\s+(?:in|en|im|fach|zum|zur|als|as|di)\s+|\s*[,:]\s+|\s+[–—-]\s+)(?=\S)/iu.exec(text)
  if (linked?.[1] && degreeLevel(linked[1]))
    return { degreeEnd: linked[1].length, fieldStart: linked[0].length }
  const short =
    /^((?:Ph\.?\s?D|[BM]\.?\s?(?:Sc|A|S|Eng|Tech|Ed|Com|Phil|BA|E|SN)|MBA|BBA|LL\.?[BM]|BSN|MSN|BA|BS|MA|MS|BSc|MSc|BTS|DUT|HND|HNC|AAS|Licence|Master|Bachelor|Laurea|Máster|Grado|Diplom|CAP|Bac pro)\.?(?:\s*\((?:Hons?|Honou?rs)\.?\)|\s+Hons?)?)\s+(?=\p{Lu})(?!of\b)/u.exec(
      text,
    )
  return short?.[1] ? { degreeEnd: short[1].length, fieldStart: short[0].length } : null
}

export const gradePattern =
  /(?:\b(?:c?gpa|grade(?: point average)?|(?:abschluss|gesamt|durchschnitts)?note|final grade|mark|nota|moyenne|eindcijfer|voto|average|percentage|score)\s*[:=]?\s*(?:of\s+)?(\d{1,3}(?:[.,]\d{1,2})?\s*%?(?:\s*\/\s*\d{1,3}(?:[.,]\d)?)?))|\b((?:summa|magna)\s+cum\s+laude|cum\s+laude|first[- ]class(?:\s+honou?rs)?|upper second(?:[- ]class)?|2:[12]|1st\s+class|with\s+(?:high\s+)?(?:distinction|honou?rs)|mention\s+(?:très\s+bien|bien|assez\s+bien)|sehr gut|sobresaliente|110(?:\/110)?\s+e\s+lode|\d{2,3}\/110)\b/i
