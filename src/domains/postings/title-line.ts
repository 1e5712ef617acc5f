import { lineRoles, picturesAsBars, withoutMark, type LineRole } from './list-marks.ts'
import { isLabelled, isLabelLike } from './text-labels.ts'

/** Words that end or carry the names of jobs, in the languages postings mostly come in. */
export const ROLE =
  /engineer|developer|manager|designer|analyst|scientist|architect|consultant|specialist|assistant|associate|director|\blead\b|\bhead\b|officer|nurse|teacher|lecturer|tutor|accountant|bookkeeper|administrator|coordinator|technician|representative|executive|\bintern\b|researcher|writer|editor|driver|\bchef\b|\bcook\b|waiter|server|cashier|clerk|mechanic|electrician|carpenter|welder|plumber|installer|estimator|therapist|physician|doctor|pharmacist|lawyer|attorney|paralegal|recruiter|buyer|planner|supervisor|operator|operative|programmer|tester|owner|advisor|adviser|agent|trainer|instructor|professor|librarian|receptionist|handler|worker|generalist|controller|cleaner|entwickler|ingenieur|leiter|mitarbeiter|berater|kauffrau|kaufmann|pfleger|fachkraft|praktikant|werkstudent|sachbearbeiter|techniker|elektr(?:o|iker)|mechaniker|meister|\bkoch\b|köchin|ingénieur|développeur|responsable|chargée?\b|infirmi|serveu|cuisin|commis|commercial|vendeu|desarrollador|ingeniero|enfermer|camarer/i

/** Names of jobs that are surnames, words or companies' names as well: enough for a title, not against an employer. */
const ROLE_TOO =
  /\b(?:secretary|solicitor|barrister|hygienist|dentist|midwife|paramedic|radiographer|optician|optometrist|psychologist|counsell?or|vet|carer|caregiver|nanny|guard|steward(?:ess)?|surveyor|machinist|setter|fitter|joiner|plasterer|roofer|painter|glazier|bricklayer|scaffolder|labou?rer|gardener|porter|courier|dispatcher|conductor|pilot|baker|butcher|barista|bartender|hairdresser|stylist|beautician|auditor|underwriter|broker|economist|statistician|trader|translator|interpreter|journalist|photographer|producer|animator|curator|apprentice|graduate|trainee|team member|auszubildende|fahrer|lehrer|lehrkraft|erzieher|verkäufer|arzt|ärztin|bäcker|maler|schlosser|schweißer|monteur|helfer|bediener|führer|jefe|jefa|técnic[oa]|operari[oa]|profesora?|médic[oa]|contable|abogad[oa]|administrativ[oa]|dependient[ae]|conductora?|chauffeur|conduct(?:eur|rice)|comptable|soudeu|maçon|électricien|aide[- ]soignant|assistante?|monteur)|(?:fahrer|führer|lehrer|verkäufer|monteur|schlosser|helfer|pädagoge|therapeut|assistent|bediener)(?:in|\b)/iu

/** "(m/w/d)", "H/F", "Gärtner:in", "Jefe/a": only the names of jobs carry such marks. */
const GENDER =
  /\((?:[mwfhdxig](?:\s?[/|,]\s?(?:[mwfhdxi*]|div\.?)){1,3}|all genders|gn\*?)\)|(?<![\p{L}/])(?:[mwf]\/[mwf]\/[dx]|[HF]\/[HF](?:\/X)?)(?![\p{L}/])|\p{Ll}(?:[*:_]|\/-?)in(?:nen)?\b|\p{L}\/-?(?:a|as|trice|euse|e)(?![\p{L}/])/iu

export function namesRole(line: string): boolean {
  return ROLE.test(line) || ROLE_TOO.test(line)
}

/** A shout above the headline. */
const SHOUT =
  /^(?:we(?:[’']re| are) (?:now )?(?:hiring|recruiting)|(?:now|urgently) (?:hiring|recruiting)|hiring|join (?:us|our (?:team|crew))|vacancy|job alert|stellenanzeige|wir suchen dich|on recrute|se busca)\W*$/i

function canBeTitle(line: string): boolean {
  return (
    line.length >= 3 &&
    line.length <= 120 &&
    /\p{L}{2}/u.test(line) &&
    !SHOUT.test(line) &&
    !/^(?:about|https?:|www\.|job description|description$|apply|posted|ref(?:erence)?\b|(?:job|vacancy) (?:ref|id|no|number)\b)/i.test(
      line,
    )
  )
}

export function isSentence(line: string): boolean {
  const words = line.split(/\s+/).length
  if (words > 14) return true
  // "Cook wanted!" is a headline, "Elm Trust Inc." a name.
  if (/[.?]$/.test(line)) return !/\b(?:Inc|Ltd|Co|Corp|Bros)\.$/.test(line) || words > 6
  return line.endsWith('!') && words > 8
}

const SOUGHT =
  /(?:(?:looking|searching|on the lookout) for|seeks?|seeking|hiring|recruiting|requires?|needs?|wants?|appoint|recruit|hire|suchen?(?: wir)?(?: (?:zum|ab|per|für|in)\b[^,.]{0,40}?)?|cherch(?:e|ons)|recherch(?:e|ons)|recrut(?:e|ons)|busca(?:mos)?|precisa(?:mos)?|necesita(?:mos)?)\s+(?:(?:to (?:appoint|hire|recruit)|an?|the|another|our (?:next|new)|ab sofort|eine?n?|une?|una?)\s+)*([^.,;:!?()]{3,90})/iu
/** Where what somebody is ends and what they do begins. */
const SOUGHT_END =
  /\s+(?:to|who|whose|that|for|at|in|on|with|within|based|from|für (?:unser|d[ai]s|d[ei][enr]|ein)\p{Ll}*|zur|zum|mit|bei|die|der|das|welche|pour|afin|qui|à|chez|avec|para|con|que|en)\s.*$/iu

/** The job in "We are looking for an experienced Floor Manager to run …"; null when no known one is named. */
function soughtRole(text: string): string | null {
  const phrase = (SOUGHT.exec(text)?.[1] ?? '').replace(SOUGHT_END, '').trim()
  if (phrase === '' || phrase.split(/\s+/).length > 7 || !namesRole(phrase)) return null
  const capital = phrase.search(/\p{Lu}/u)
  const named = capital > 0 && namesRole(phrase.slice(capital)) ? phrase.slice(capital) : phrase
  return named.charAt(0).toUpperCase() + named.slice(1)
}

/** "Elm Trust is hiring a park ranger in Hull" announces a job; its name is only a part of that. */
function announced(title: string): string | null {
  return /\b(?:is|are|we[’']re) (?:now |currently )?(?:hiring|looking for|seeking|recruiting)\b/i.test(title)
    ? soughtRole(title)
    : null
}

/** An advertisement in one paragraph begins with its headline: "Floor Manager, Hull. Small hotel. …". */
function leadingHeadline(line: string): string | null {
  const [first = ''] = line.split(/(?<=[\p{L}\p{N})]{2})[.!]\s+(?=[\p{Lu}\p{N}])/u)
  return first.length < line.length - 1 && canBeTitle(first) && first.split(/\s+/).length <= 10 ? first : null
}

/** The headline without decoration: pictures, emphasis of markup, "Now hiring:". */
function cleanTitle(line: string): string {
  return picturesAsBars(withoutMark(line))
    .replace(/^[*_~=\s]+|[*_~=\s!]+$/g, '')
    .replace(
      /^(?:(?:now|we[’']re|we are)\s+)?(?:hiring|recruiting|job advert(?:isement)?|vacancy)\s*[:!–-]\s*/i,
      '',
    )
    .trim()
}

export interface TitleLine {
  /** The line as it is written. */
  line: string
  title: string
}

interface Candidate extends TitleLine {
  role: LineRole
}

function best(candidates: Candidate[], top: Candidate[]): Candidate | null {
  const named =
    candidates.find(({ title }) => GENDER.test(title)) ??
    candidates.find(({ title }) => ROLE.test(title) && title.length <= 100) ??
    candidates.find(({ title }) => ROLE_TOO.test(title) && title.length <= 80)
  if (named) return { ...named, title: announced(named.title) ?? named.title }
  const [first] = top
  if (first && isSentence(first.title) && first.role === 'plain') {
    const title = soughtRole(first.title) ?? (canBeTitle(first.title) ? null : leadingHeadline(first.title))
    if (title) return { ...first, title: cleanTitle(title) }
  }
  // A headline is what a reader would call the posting, when there is no better name for it.
  return candidates[0] ?? top.find(({ title, role }) => role === 'plain' && canBeTitle(title)) ?? null
}

/** The line of the posting's title among the first four; list items never are. */
export function titleLine(lines: string[]): TitleLine | null {
  const roles = lineRoles(lines)
  const top = lines
    .map((line, at): Candidate => ({ line, title: cleanTitle(line), role: roles[at] ?? 'plain' }))
    .filter(({ line }) => line !== '')
    .slice(0, 4)
    .filter(({ line, role }, at) => role !== 'item' && !isLabelled(line) && !(at > 0 && isLabelLike(line)))
  const candidates = top.filter(
    ({ title, role }) => role === 'plain' && canBeTitle(title) && !isSentence(title),
  )
  return best(candidates, top)
}
