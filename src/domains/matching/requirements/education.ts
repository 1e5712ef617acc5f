import { contentStems } from '../text/words.ts'

export const educationLevels = [
  'none',
  'high_school',
  'vocational',
  'associate',
  'bachelor',
  'master',
  'doctorate',
] as const
export type EducationLevel = (typeof educationLevels)[number]

const patterns: [RegExp, EducationLevel][] = [
  [/\b(?:ph\.?\s?d\b|doctorate|doctoral|promotion in|promoviert|doctorat\b|doctorado|dphil)/iu, 'doctorate'],
  [/\b(?:master(?:'|’)s|masters (?:degree|in)|master (?:degree|of|in|en|universitario)|m\.?sc\.?(?![\p{L}])|m\.?eng\b|mba\b|m\.a\.|ma in|diplom(?!a|e)|bac\s?\+\s?5|staatsexamen|dipl\.|magister|advanced degree|graduate degree|m\.?ed\.?\b|diplôme d'ingénieur|titre d'ingénieur)/iu, 'master'],
  [/\b(?:bachelor(?:'|’)?s?|b\.?sc\.?(?![\p{L}])|b\.?a\.?(?= in|\/| \(|,| degree|\b(?=\s+hons))|b\.?eng\b|b\.?[as]\.?(?=\/[bm]\.?[as]\b|\/phd| in \p{Lu}| degree)|bba\b|bsn\b|undergraduate degree|university degree|college degree|educated to degree|(?:tertiary|university|higher[- ]education|degree[- ]level) qualifications?|graduate in|studium|hochschul\p{L}*|studienabschluss|licence (?:en|professionnelle)|bac\s?\+\s?[34]|grado (?:en|universitario)|licenciatura|titulación universitaria|titulad[oa] universitari[oa]|titulación (?:en|de)|titulad[oa] en|ingenier[oa] (?:civil|técnic|industrial|de)|hbo\b|wo-niveau|\b(?:lpc|sqe|bptc)\b|studied .{0,30}at university|laurea|ll\.?b|university graduate|b\.ed\.?\b|pgce)/iu, 'bachelor'],
  [/\b(?:associate(?:'|’)?s? degree|hnd\b|hnc\b|foundation degree|bts\b|dut\b|bac\s?\+\s?2|a\.?a\.?s\.?\b(?= degree)|grado superior|ciclo formativo de grado superior|techniker(?:abschluss|schule)?\b)/iu, 'associate'],
  [/\b(?:ausbildung|berufsausbildung|lehre\b|apprenticeship|nvq|vocational|trade school|journeyman|trade certificate|time[- ]served|city (?:&|and) guilds level|level [234] (?:diploma|qualification|nvq|electrical|professional)|cap\b|bep\b|gesellenbrief|meister(?:brief)?\b|formación profesional|bac pro\p{L}*|baccalauréat professionnel|grado medio|culinary (?:school|degree|diploma|arts)|facharbeiter\p{L}*|gelernt\p{L}*|titre professionnel|fachkraft|diploma\b|diplôme|cert(?:ificate)?\.? (?:iii|iv|3|4)\b|trade[- ](?:qualified|papers|qualification|background)|efz\b|grundausbildung|lehrabschluss|trade certificate in|(?:another|other|recogni[sz]ed|similar|relevant) (?:\p{L}+ )?trades?\b|mbo\b|diploma di|ihk\b)/iu, 'vocational'],
  [/\b(?:high[- ]school|secondary school (?:diploma|education|leaving)|ged\b|a[- ]levels?\b(?!\s*\d|\s\p{L}+ experience)|gcses?\b|abitur|baccalauréat|bachillerato|school leaving|leaving certificate|schulabschluss|mittlere reife|realschulabschluss|hauptschulabschluss|eso\b|graduado escolar)/iu, 'high_school'],
] // prettier-ignore

const ANY_DEGREE = /\bdegrees?\b/iu

/** "Bachelor's or Master's": the lowest level named is what is asked; null where no degree is named. */
export function lowestEducation(words: string): EducationLevel | null {
  const found = patterns.filter(([pattern]) => pattern.test(words)).map(([, level]) => level)
  const specific = found.includes('associate')
    ? found.filter((level) => level !== 'bachelor' || /bachelor|university/i.test(words))
    : found
  return specific.at(-1) ?? (ANY_DEGREE.test(words) ? 'bachelor' : null)
}

/** The highest level a line of a résumé states. */
export function highestEducation(words: string): EducationLevel | null {
  return (
    patterns.find(([pattern]) => pattern.test(words))?.[1] ?? (ANY_DEGREE.test(words) ? 'bachelor' : null)
  )
}

export function educationRank(level: string | null): number {
  return educationLevels.findIndex((known) => known === level)
}

const SUBJECT =
  /\b(?:in|of|en|as an?|als|zum|zur|im|de)\s+(?:the field of |field of )?(.{3,90}?)(?:$|[.;)]|,? or you\b|, or\b|\bor (?:an? )?(?:equivalent|comparable|similar)|\bwith\b|oder (?:eine )?vergleichbar|ou équivalent)/iu

/** Subjects of a degree as stems; empty when any subject will do. */
export function educationSubjects(words: string): string[] {
  const subject = SUBJECT.exec(words)?.[1]
  if (!subject) return []
  return contentStems(subject).filter(
    (stem) =>
      !/^(?:degr|bachelor|mast|scienc|arts?|diplom|qualific|relat|relev|technic|subject|disciplin|abgeschloss|ausbild|stud)/.test(
        stem,
      ),
  )
}
