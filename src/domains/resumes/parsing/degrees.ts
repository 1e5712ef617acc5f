/** Words in any case and abbreviations as they are written, by level. */
const levels: { level: string; words: RegExp; letters: RegExp }[] = [
  {
    level: 'doctorate',
    words: /\b(?:doctor(?:ate|al)?|doktor|promotion|doctorat|doctorado|dottorato|doutorado|doutoramento)\b/i,
    letters:
      /\b(?:P[Hh]\.?\s?[Dd]|D\.?\s?Phil|Dr\.(?:[\s-]?(?:rer|med|phil|iur|jur|Ing|oec|nat|pol)\.?)+|M\.?D(?=[.\s,)]|$)|J\.?D(?=[.\s,)]|$)|Pharm\.?D|DNP|DPT|Ed\.?D|D\.?V\.?M|D\.?D\.?S)/,
  },
  {
    level: 'master',
    words:
      /\b(?:master(?:s|['’]s)?|magister|maîtrise|maestría|máster|mestrado|laurea magistrale|laurea specialistica|staatsexamen|diplom-?(?:ing|kfm|kffr|inf|psych|biol|chem|phys|päd|kauf|informatik|ingenieur|volkswirt|betriebswirt|jurist)\w*|diplôme d['’]ingénieur|postgraduate degree)/i,
    letters:
      /\b(?:M\.?\s?Sc|M\.?S(?=[.\s,)]|$)|M\.?A(?=[.\s,)]|$)|M\.?\s?Eng|M\.?\s?Ed|E?M\.?B\.?A|M\.?P\.?H|M\.?S\.?N|M\.?S\.?W|M\.?\s?Tech|M\.?\s?Phil|M\.?\s?Com|M\.?\s?Arch|M\.?F\.?A|M\.?P\.?A|LL\.?M|M\.?Res|MCA|PGCE|Drs\.|Dipl\.-?\s?\w+)/,
  },
  {
    level: 'bachelor',
    words:
      /\b(?:bachelor(?:s|['’]s)?|bachelier|honou?rs degree|undergraduate degree|licenciatura|licenciad[oa]|licence|grado en|ingeniería|laurea|bacharel\w*|diplom|kandidat|licencjat|inżynier|degree)\b/i,
    letters:
      /\b(?:B\.?\s?Sc|B\.?S(?=[.\s,)]|$)|B\.?A(?=[.\s,)]|$)|B\.?\s?Eng|B\.?\s?Ed|B\.?\s?Tech|B\.?E(?=[.\s,)]|$)|B\.?B\.?A|B\.?\s?Com|B\.?S\.?N|B\.?F\.?A|B\.?\s?Arch|B\.?S\.?W|B\.?C\.?A|LL\.?B|A\.B(?=[.\s,)]|$)|HBO)/,
  },
  {
    level: 'associate',
    words:
      /\b(?:associate(?:s|['’]s)?(?=\s+(?:degree|of|in)\b)|foundation degree|higher national|técnico superior|tecnólogo|grado superior)\b/i,
    letters:
      /\b(?:A\.?A\.?S|A\.?S(?=\.?(?:\s+in\b|[,)]|$))|A\.?A(?=\.?(?:\s+in\b|[,)]|$))|ADN|HND|HNC|BTS|DUT|BUT(?=\s)|DEUG)(?![\p{L}])/u,
  },
  {
    level: 'vocational',
    words:
      /(?<!\p{L})(?:apprenticeship|\p{L}*ausbildung|lehre|umschulung|meister(?:brief|prüfung)|gesellenbrief|gesellenprüfung|facharbeiter\w*|fachwirt\w*|staatlich (?:geprüft|anerkannt)\w*|city (?:&|and) guilds|vocational|trade certificate|certificate(?! of (?:secondary|completion))|diploma|journeyman|baccalauréat professionnel|bac pro|formación profesional|ciclo formativo|técnico|qualifica professionale|trade school|bootcamp|diplôme|titre professionnel|brevet professionnel|mention complémentaire)(?!\p{L})/iu,
    letters: /\b(?:NVQ|BTEC|CAP|BEP|MBO|FP|BP|CQP)\b/,
  },
  {
    level: 'high_school',
    words:
      /(?<!\p{L})(?:(?:high|secondary)[- ]school\s+(?:diploma|degree|certificate|graduate|graduation|equivalen\w+|education)|^(?:high|secondary) school$|a[- ]levels?|gcses?|o[- ]levels?|as[- ]levels?|leaving certificate|abitur|fachabitur|fachhochschulreife|hochschulreife|matura|mittlere reife|realschulabschluss|hauptschulabschluss|baccalauréat|baccalaureate|bachillerato|educación secundaria|graduado escolar|maturità|ensino médio|ensino secundário|international baccalaureate|higher secondary|senior (?:secondary )?school certificate|secondary school certificate|school leaving certificate|west african senior school certificate|scottish highers|studentexamen|higher grades|highers|matric(?:ulation)?(?= )|brevet des collèges)(?!\p{L})/iu,
    letters: /\b(?:GED|VCE|HSC|SSC|CBSE|WASSCE|ESO|VWO|HAVO|VMBO|IB Diploma)\b/,
  },
]

/** The level of a named degree, or null where a text names none. */
export function degreeLevel(text: string): string | null {
  let best: { level: string; index: number } | null = null
  // High school first: "high school diploma" is no diploma of a trade.
  for (const { level, words, letters } of [...levels].toReversed()) {
    for (const match of [words.exec(text), letters.exec(text)]) {
      if (match && (!best || match.index < best.index)) best = { level, index: match.index }
    }
  }
  return best?.level ?? null
}

const institution =
  /(?<!\p{L})(?:university|universität|uni|université|universidad|universidade|universiteit|università|universitat|uniwersytet|college|collège|school|schule|\p{L}+schule|\p{L}+schulzentrum|fachhochschule|hochschule|institut[eo]?|institute|academy|akademie|académie|academia|accademia|polytechnic|politecnico|politécnica|polytechnique|école|escuela|scuola|liceo|lycée|\p{L}*bildungszentrum|\p{L}*bildungswerk|colegio|col[eé]gi\p{L}*|liceul|universitatea|gymnasium|gesamtschule|kolleg|berufskolleg|handwerkskammer|conservator\w+|seminary|faculty of|facultad|hogeschool|training cent(?:er|re)|centre de formation|centro de|education cent(?:er|re)|grammar|comprehensive|sixth form|hospital|klinikum|campus)(?!\p{L})/iu
const schoolLetters =
  /\b(?:IHK|HWK|TAFE|IUT|IES|CFA|ROC|MIT|ETH|EPFL|UCLA|LMU|TUM|TU|FH|RWTH|KIT|LSE|IIT|NIT|BITS|SUNY|CUNY|UCL|NYU|USC|UNAM|INSA|HEC)\b/

/** Words that fields of study are made of. */
export const studyWords =
  /\b(?:science|sciences|engineering|studies|management|economics|business|administration|arts|law|nursing|education|psychology|mathematics|maths|physics|chemistry|biology|history|english|literature|marketing|finance|accounting|computing|informatik|technik|wesen|lehre|wissenschaft\w*|medizin|pädagogik|maschinenbau|elektrotechnik|informatique|gestion|droit|lettres|informática|derecho|economía|economia|informatica|design|music|philosophy|politics|journalism|communications?|technology|medicine|pharmacy|architecture|linguistics|sociology|statistics|hospitality|culinary)\b/iu

/** Whether a phrase names a place of learning. */
export function namesInstitution(text: string): boolean {
  const bare = text
    .replace(/\([^)]*\)/g, ' ')
    .replace(
      /\b(?:high|secondary|trade)[- ]school\s+(?:diploma|degree|certificate|graduate|education|equivalen\w+)/gi,
      '',
    )
  return institution.test(bare) || schoolLetters.test(bare)
}

/** Where the field of study begins in "Bachelor of Science in Nursing"; null where none is named after the degree. */
export function fieldStart(text: string): { degreeEnd: number; fieldStart: number } | null {
  const named =
    /^(.*?\b(?:of\s+(?:applied\s+)?(?:science|arts|engineering|education|technology|fine arts|business administration|commerce|law|laws|philosophy|nursing|music|social work|architecture|public health|medicine)(?:\s+and\s+technology)?(?:\s*\([^)]*\))?|(?:degree|diploma|certificate|apprenticeship|honou?rs|ausbildung|lehre|studium|umschulung)(?:\s*\([^)]*\))?))\s*(?:,|:|–|—|-|\bin\b|\bas\b|\bals\b|\bzum\b|\bzur\b)\s+(?=\S)/iu.exec(
      text,
    )
  if (named?.[1]) return { degreeEnd: named[1].length, fieldStart: named[0].length }
  const linked = /^(.{1,60}?)(?:\s+(?:in|en|im|fach|zum|zur|als|as)\s+|\s*[,:]\s+|\s+[–—-]\s+)(?=\S)/iu.exec(
    text,
  )
  if (linked?.[1] && degreeLevel(linked[1]))
    return { degreeEnd: linked[1].length, fieldStart: linked[0].length }
  const short =
    /^((?:Ph\.?\s?D|[BM]\.?\s?(?:Sc|A|S|Eng|Tech|Ed|Com|Phil|BA|E|SN)|MBA|BBA|LL\.?[BM]|BSN|MSN|BA|BS|MA|MS|BSc|MSc|BTS|DUT|HND|HNC|AAS|Licence|Master|Bachelor|Laurea|Máster|Grado|Diplom|CAP|Bac pro)\.?(?:\s*\((?:Hons?|Honou?rs)\.?\)|\s+Hons?)?)\s+(?=\p{Lu})(?!of\b)/u.exec(
      text,
    )
  return short?.[1] ? { degreeEnd: short[1].length, fieldStart: short[0].length } : null
}

export const gradePattern =
  /(?:\b(?:c?gpa|grade(?: point average)?|(?:abschluss|gesamt|durchschnitts)?note|final grade|mark|nota|moyenne|eindcijfer|voto|average|percentage|score|with)\s*[:=]?\s*(?:of\s+)?(\d{1,3}(?:[.,]\d{1,2})?\s*%?(?:\s*\/\s*\d{1,3}(?:[.,]\d{1,2})?)?))|\b((?:summa|magna)\s+cum\s+laude|cum\s+laude|first[- ]class(?:\s+honou?rs)?|(?:upper|lower) second(?:[- ]class)?|second class(?: upper| lower)?|2:[12]|1st\s+class|with\s+(?:high\s+)?(?:distinction|honou?rs)|mention\s+(?:très\s+bien|bien|assez\s+bien)|sehr gut|sobresaliente|110(?:\/110)?\s+e\s+lode|\d{2,3}\/110)\b/i
