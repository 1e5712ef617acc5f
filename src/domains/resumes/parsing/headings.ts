/** The parts of a résumé that sections stand for. */
export type SectionKind =
  | 'summary'
  | 'work'
  | 'education'
  | 'skills'
  | 'languages'
  | 'certificates'
  | 'licences'
  | 'projects'
  | 'publications'
  | 'awards'
  | 'volunteer'
  | 'interests'
  | 'contact'
  | 'authorization'
  | 'availability'
  | 'ignored'

/** Names of sections without blanks and accents, so that "W O R K  E X P E R I E N C E" is known too. */
const names: Record<SectionKind, string> = {
  summary: `summary|professional summary|career summary|executive summary|personal summary|summary of qualifications|qualifications summary|profile|professional profile|personal profile|career profile|about|about me|who i am|personal statement|objective|career objective|professional objective|overview|introduction|bio|highlights|career highlights|key achievements|selected achievements|achievements summary|profile summary|candidate profile|profil|kurzprofil|über mich|ueber mich|zusammenfassung|berufliches profil|persönliches profil|zu meiner person|berufsziel|ziel|résumé|profil professionnel|à propos|à propos de moi|présentation|objectif|objectif professionnel|accroche|perfil|perfil profesional|resumen|resumen profesional|sobre mí|objetivo|objetivo profesional|extracto|profiel|persoonlijk profiel|over mij|samenvatting|profilo|profilo professionale|profilo personale|chi sono|su di me|sommario|presentazione|obiettivo|sobre mim|resumo`,
  work: `experience|work details|experience details|organizational experience|professional experiences|work experience|professional experience|relevant experience|related experience|employment|employment history|employment record|employment experience|work history|career history|professional history|professional background|career|work|job history|job experience|positions held|previous positions|previous employment|previous experience|past experience|past employment|current position|current role|additional experience|other experience|other employment|earlier experience|early career|selected experience|key experience|industry experience|practical experience|internship|internships|internship experience|teaching experience|clinical experience|nursing experience|military experience|military service|military|research experience|retail experience|sales experience|management experience|leadership experience|technical experience|freelance experience|freelance work|freelance|driving experience|kitchen experience|culinary experience|hospitality experience|healthcare experience|warehouse experience|career experience|where i have worked|where i've worked|my experience|my work|professional career|berufserfahrung|berufserfahrungen|beruflicher werdegang|berufspraxis|berufliche erfahrung|berufliche erfahrungen|berufliche laufbahn|berufliche stationen|praktische erfahrung|praktische erfahrungen|arbeitserfahrung|werdegang|praktika|praktikum|berufstätigkeit|beschäftigung|tätigkeiten|expérience|expériences|expérience professionnelle|expériences professionnelles|parcours professionnel|parcours|emplois|stages|expériences de travail|experiencia|experiencia laboral|experiencia profesional|trayectoria|trayectoria profesional|historial laboral|prácticas|werkervaring|ervaring|loopbaan|professionele ervaring|relevante werkervaring|arbeidsverleden|stage|esperienza|esperienze|esperienza lavorativa|esperienze lavorative|esperienza professionale|esperienze professionali|tirocini|carriera|experiência|experiência profissional|arbetslivserfarenhet|doświadczenie zawodowe|doświadczenie`,
  education: `education|educational qualification|educational details|education details|academic details|academic record|academic profile|scholastics|academic achievements|qualification details|educational background|education background|academic background|academic history|academic qualifications|educational qualifications|education and training|academic education|formal education|schooling|school education|academics|academic|qualifications and education|degrees|studies|university|ausbildung|bildung|bildungsweg|schulbildung|studium|schulausbildung|akademische ausbildung|berufsausbildung|schulischer werdegang|hochschulausbildung|ausbildung und studium|aus- und weiterbildung|schule|akademischer werdegang|bildungsgang|formation|formations|études|formation académique|diplômes|diplômes et formations|cursus|parcours scolaire|scolarité|educación|formación|formación académica|estudios|formación educativa|titulación|historial académico|opleiding|opleidingen|onderwijs|opleidingen en cursussen|scholing|istruzione|formazione|istruzione e formazione|studi|titoli di studio|educação|formação|formação académica|formação acadêmica|utbildning|wykształcenie|edukacja`,
  skills: `skills|top skills|main skills|hard and soft skills|professional competencies|skill|skill set|skillset|key skills|core skills|technical skills|professional skills|relevant skills|other skills|additional skills|skills summary|summary of skills|skills and competencies|core competencies|competencies|competences|key competencies|areas of expertise|areas of knowledge|expertise|core expertise|specialties|specialities|specializations|strengths|key strengths|capabilities|proficiencies|technical proficiencies|technical proficiency|technologies|tools|tools and technologies|technical expertise|technical knowledge|technical toolkit|toolkit|tech stack|toolbox|software|software skills|computer skills|it skills|digital skills|hard skills|soft skills|interpersonal skills|personal skills|people skills|clinical skills|nursing skills|teaching skills|trade skills|practical skills|transferable skills|programming languages|equipment|machinery|what i can do|what i know|abilities|skills and abilities|skills and tools|skills and technologies|skills and expertise|knowledge|knowledge and skills|kenntnisse|fähigkeiten|fertigkeiten|kompetenzen|fachkenntnisse|edv-kenntnisse|edv kenntnisse|it-kenntnisse|fachliche kompetenzen|kenntnisse und fähigkeiten|besondere kenntnisse|weitere kenntnisse|stärken|qualifikationen|soziale kompetenzen|persönliche stärken|computerkenntnisse|technische kenntnisse|software-kenntnisse|compétences|compétences techniques|compétences professionnelles|compétences clés|compétences informatiques|savoir-faire|savoir-être|informatique|logiciels|atouts|domaines de compétences|habilidades|competencias|aptitudes|conocimientos|habilidades técnicas|conocimientos informáticos|informática|destrezas|capacidades|competencias clave|vaardigheden|competenties|kennis|computervaardigheden|computerkennis|kernkwaliteiten|kwaliteiten|kennis en vaardigheden|competenze|capacità|abilità|competenze tecniche|competenze informatiche|conoscenze|conoscenze informatiche|competenze digitali|capacità e competenze|competências|habilidades e competências|kompetenser|färdigheter|umiejętności`,
  languages: `languages|languages known|known languages|language|language skills|languages spoken|foreign languages|spoken languages|linguistic skills|language proficiency|sprachen|sprachkenntnisse|fremdsprachen|langues|langues étrangères|compétences linguistiques|idiomas|lenguas|idioma|talen|taalvaardigheden|talenkennis|lingue|lingue straniere|competenze linguistiche|conoscenze linguistiche|línguas|språk|języki|języki obce`,
  certificates: `certifications|certification|certificates|certificate|professional certifications|certifications and training|certification and training|training|trainings|training and certifications|professional training|courses|course work|coursework|relevant coursework|courses and certifications|training and development|professional development|continuing education|additional training|further training|credentials|professional credentials|accreditations|professional qualifications|qualifications|other qualifications|additional qualifications|health and safety|zertifikate|zertifizierungen|weiterbildung|weiterbildungen|fortbildung|fortbildungen|kurse|schulungen|lehrgänge|zusatzqualifikationen|certificats|certifications professionnelles|formation continue|formations complémentaires|habilitations|certificaciones|certificados|cursos|formación complementaria|cursos y certificaciones|certificaten|certificeringen|cursussen|trainingen|diploma's|certificazioni|certificati|corsi|corsi di formazione|certificações|cursos e certificações|certifikat|certyfikaty|szkolenia|kursy`,
  licences: `licenses|licences|license|licence|licensure|licenses and registrations|licences and registrations|registration|registrations|professional registration|driving licence|driving license|driver's license|drivers license|driver's licence|führerschein|führerscheine|fahrerlaubnis|permis|permis de conduire|carnet de conducir|permiso de conducir|permisos|rijbewijs|rijbewijzen|patente|patente di guida|patenti|carta de condução|prawo jazdy|körkort`,
  projects: `projects|project|personal projects|selected projects|key projects|side projects|academic projects|notable projects|project experience|relevant projects|open source|open source projects|portfolio|selected work|project work|technical projects|projekte|projekterfahrung|projektarbeit|ausgewählte projekte|projets|projets personnels|réalisations|proyectos|proyectos personales|projecten|progetti|projetos|projekt|projekty`,
  publications: `publications|selected publications|papers|articles|research publications|publications and presentations|presentations|conference papers|conferences|patents|talks|invited talks|publikationen|veröffentlichungen|vorträge|patente und publikationen|articles et publications|publicaciones|publicaties|pubblicazioni|publicações|publikationer|publikacje`,
  awards: `awards|honors|honours|honors and awards|honours and awards|awards and honors|awards and honours|awards and recognition|recognition|achievements|accomplishments|scholarships|prizes|selected honors|distinctions|awards and achievements|honors and achievements|auszeichnungen|preise|stipendien|ehrungen|prix|récompenses|distinctions et prix|premios|reconocimientos|logros|becas|prijzen|onderscheidingen|premi|riconoscimenti|prêmios|prémios|nagrody`,
  volunteer: `volunteer|volunteering|volunteer experience|volunteer work|voluntary work|voluntary experience|volunteer activities|community service|community involvement|community engagement|volunteering experience|civic engagement|ehrenamt|ehrenamtliche tätigkeit|ehrenamtliche tätigkeiten|ehrenamtliches engagement|soziales engagement|engagement|gesellschaftliches engagement|bénévolat|engagement associatif|expérience bénévole|vie associative|voluntariado|trabajo voluntario|vrijwilligerswerk|volontariato|esperienze di volontariato|wolontariat`,
  interests: `interests|hobbies|hobby|personal interests|activities|extracurricular activities|extracurriculars|leisure|passions|interessen|freizeit|hobbys|persönliche interessen|centres d'intérêt|centre d'intérêt|loisirs|intérêts|passions et loisirs|intereses|aficiones|pasatiempos|interesses|hobby's|interessi|interessi personali|tempo libero|zainteresowania|intressen`,
  contact: `contact|contacts|contact details|contact information|contact info|contact me|get in touch|personal details|personal information|personal data|personal info|personal|details|kontakt|kontaktdaten|persönliche daten|persönliche angaben|persönliches|personalien|angaben zur person|coordonnées|informations personnelles|données personnelles|état civil|contacto|datos personales|datos de contacto|información personal|información de contacto|contactgegevens|persoonlijke gegevens|personalia|persoonsgegevens|contatti|dati personali|informazioni personali|contato|dados pessoais|links|social|social media|profiles|online profiles|on the web|dane osobowe|dane kontaktowe`,
  authorization: `work authorization|work authorisation|work permit|right to work|work eligibility|citizenship|nationality|visa status|immigration status|arbeitserlaubnis|staatsangehörigkeit|nationalité|nacionalidad|nationaliteit|nazionalità`,
  availability: `availability|notice period|verfügbarkeit|kündigungsfrist|disponibilité|disponibilidad|beschikbaarheid|disponibilità`,
  ignored: `references|referees|reference|professional references|references available upon request|references available on request|referenzen|références|referencias|referenties|referenze|declaration|signature|salary|salary expectations|gehaltsvorstellung|membership|memberships|professional memberships|professional affiliations|affiliations|memberships and affiliations|mitgliedschaften|afiliaciones|anlagen|unterschrift`,
}

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")

const joiners = /\s*(?:&|\+|\/|\band\b|\bund\b|\bet\b|\by\b|\ben\b|\be\b|,)\s*/g

function keyOf(text: string): string {
  return fold(text)
    .replace(/(?<=\p{L}{3})s(?!\p{L})/gu, '')
    .replace(/[^\p{L}]/gu, '')
}

const known = new Map<string, SectionKind>()
for (const [kind, list] of Object.entries(names)) {
  for (const name of list.split('|')) {
    const key = keyOf(name)
    // SectionKind: the keys of `names`.
    if (!known.has(key)) known.set(key, kind as SectionKind)
  }
}

const modifiers =
  /^(?:(?:my|professional|relevant|selected|additional|other|key|core|main|technical|clinical|academic|personal|further|previous|recent|current|prior|related|special|specific|general|notable|major|teaching|nursing|medical|legal|military|industry|international|leadership|practical|working|formal|higher|ongoing|earlier|paid|full-time|part-time|weitere|berufliche|fachliche|wichtige|sonstige|besondere|autres|principales|otras|otros|altre|overige)\s+)+/

const part = (key: string): SectionKind | null => known.get(key) ?? known.get(key.replace(/s$/, '')) ?? null

/** Letter-spaced headings lose the blanks between their words: "QUALIFICATIONSANDTRAINING". */
function spacedHeading(key: string): SectionKind | null {
  for (let at = 4; at <= key.length - 4; at++) {
    const first = part(key.slice(0, at))
    if (!first) continue
    const joiner = /^(?:and|und|et|y|en|e|i)?/.exec(key.slice(at))?.[0] ?? ''
    for (const length of new Set([joiner.length, 0])) if (part(key.slice(at + length))) return first
  }
  return null
}

/** Which section a line opens, when the whole line is the name of one; null otherwise. */
export function headingKind(line: string): SectionKind | null {
  const text = line.trim().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, '')
  if (text.length < 3 || text.length > 70) return null
  const exact = known.get(keyOf(text))
  if (exact) return exact
  if (!/\s/.test(text)) return spacedHeading(keyOf(text))
  const words = fold(text)
    .replace(/^\d{1,2}[.)]?\s+/, '')
    .replace(/\s*\([^)]*\)$/, '')
    .replace(/\s+/g, ' ')
  if (words.split(' ').length > 7 || /[.;@\d]/.test(words)) return null
  const bare = words.replace(modifiers, '')
  if (bare !== words && known.has(keyOf(bare))) return known.get(keyOf(bare)) ?? null
  const parts = words.split(joiners).filter(Boolean)
  if (parts.length < 2 || parts.length > 4) return null
  const kinds = parts.map(
    (part) => known.get(keyOf(part)) ?? known.get(keyOf(part.replace(modifiers, ''))) ?? null,
  )
  const [first] = kinds
  // "Skills & Interests": the first name decides; each part must be a name of its own.
  if (first && kinds.every((kind) => kind !== null)) return first
  return null
}

export interface InlineHeading {
  kind: SectionKind
  /** Where the content begins in the line. */
  contentStart: number
}

/** "Skills: Python, SQL": a section's name and its content on one line. */
export function inlineHeading(line: string): InlineHeading | null {
  const match = /^(\s*[^:\t|]{3,45}?)(?:\s*:\s+|\s*\t\s*|\s+\|\s+|\s+[–—]\s+)(?=\S)/.exec(line)
  if (!match?.[1]) return null
  const kind = headingKind(match[1])
  return kind ? { kind, contentStart: match[0].length } : null
}
