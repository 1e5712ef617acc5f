import type { SectionKind } from './headings.ts'

/**
 * What the words of a heading that no list of names holds are about, in the languages of résumés. The first
 * that matches decides: "Certificates and training at work" is no list of jobs.
 */
const hints: [SectionKind, RegExp][] = [
  ['contact', /\b(?:contact|kontakt|joindre|reach me|find me|get hold|escribeme|bereik)/],
  ['work', /\b(?:employment|jobs?|work) (?:summary|overview|details)/],
  ['ignored', /\b(?:refer(?:ences?|ees?)|referenz|références|affiliations?|memberships?)/],
  [
    'languages',
    /\b(?:languages?|sprach|langues?\b|idioma|talen\b|lingu[ae]|i speak|ich spreche|je parle|hablo\b|ik spreek|parlo\b)/,
  ],
  ['volunteer', /\b(?:volunt|giving back|community|ehrenamt|bénévol|benevol|vrijwillig|volontari)/],
  ['publications', /\b(?:publi[ck]|papers?\b|talks?\b|patents?\b|vortrag|veroffentlich)/],
  ['awards', /\b(?:awards?|prizes?|honou?rs?|auszeichnung|premios?|prix\b|premi\b|recompens)/],
  [
    'certificates',
    /\b(?:certif|zertif|credential|accredit|licen[cs]|permits?\b|tickets?\b|cards?\b|habilitation|nachweise?|scheine?\b|kurse\b|lehrgang|schulungen|weiterbild|fortbild|cursos|corsi|courses?\b|trainings?\b|short courses|permis\b|carnes?\b|attestat)/,
  ],
  [
    'projects',
    /\b(?:projects?|projekte?|projets?|proyectos?|progetti|projecten|things i (?:have |'ve )?(?:built|made|shipped)|builds?)\b/,
  ],
  [
    'education',
    /\b(?:educat|stud(?:y|ied|ies|ium|iert|i\b)|estudi|etud|schools?|schooling|schul|schule|college|universit|academ|akadem|degrees?|diplom|learn(?:ed|ing|t)?\b|gelernt|ausbildung|bildung|formation|formacion|formazion|istruzion|opleiding|scolar|titul|titol|matric|gestudeerd|studeer|onderwijs|abschluss)/,
  ],
  [
    'skills',
    /\b(?:skills?|tool(?:s|box|kit|belt)?|tech|stack|good at|i bring|i offer|i know|can do|know-?how|strengths?|literacy|expertise|proficienc|competenc|kompetenz|kenntnis|fahigkeit|kann\b|starken|competences?|savoir|maitrise|atouts|herramient|habilidad|aptitud|domino|conocimient|vaardigh|kunnen|kan\b|se hacer|so fare|sais faire|competenz|capacita|abilita|strumenti|software|programs?|machines|equipment|werkzeug)/,
  ],
  [
    'interests',
    /\b(?:interests?|hobb|free time|off the clock|freizeit|loisirs|aficion|tempo libero|vrije tijd|passion)/,
  ],
  [
    'summary',
    /\b(?:about|who i am|snapshot|nutshell|profile?|profil|intro|hello|hi\b|summary|uber mich|wer ich bin|qui suis|a propos|sobre|quien soy|over mij|wie ik ben|chi sono|highlights|pitch|statement|objective)/,
  ],
  [
    'work',
    /\b(?:work(?:ed|ing|places?|life)?|jobs?|employ|career|journey|experienc|positions?|roles?|assignments?|engagements?|service record|history|story|progression|where i(?:'ve| have)|what i(?:'ve| have) done|places i|einsatz|einsatze|einsatzorte|stationen|arbeit|berufs?|beruflich|tatigkeit|gemacht|laufbahn|werdegang|parcours|emplois?|postes?|missions|metier|experience|trayectoria|carrera|empleos?|trabaj|puestos|loopbaan|banen|werk\b|gewerkt|werkt|lavor|esperienz|carriera|percorso|impieghi)/,
  ],
]

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")

/** Which section the words of a line would name, were it set as a heading; null where they say nothing. */
export function guessHeading(line: string): SectionKind | null {
  const text = fold(line.trim())
  if (text.length < 4 || text.length > 48 || /[,;@\d|\t.!]/.test(text)) return null
  if (text.split(/\s+/).length > 7) return null
  return hints.find(([, words]) => words.test(text))?.[0] ?? null
}
