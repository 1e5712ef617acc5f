import type { Requirement } from '../schema.ts'

type Tier = Requirement['tier']

const NICE =
  /\b(?:nice[- ]to[- ]have|an asset|kein muss|(?:it )?would be nice|bonus|(?:even|much|all the) better|highly regarded|(?:is|are) great\b|we can (?:teach|train)|not (?:needed|necessary|a deal-?breaker)|would (?:\p{L}+ ){0,2}(?:be of interest|suit|interest us|help|put you|get you|give you|make you|set you|stand you)|will (?:put|get|give|make|set) you\b|(?:will|would|'ll) love you|vorzugsweise|bevorzugt|de préférence|preferiblemente|preferibilmente|preferibile|titolo preferenziale|gradit[oa]|bij voorkeur|een pré|willkommen|bienvenu\p{L}*|(?:is|are|be|as|definite|big|huge|real|a|great|strong) (?:a )?plus\b|plus points|preferred|preferably|desirable|desired|advantage(?:ous)?|ideally|(?:would|could|['’]d)(?: \p{L}+)? be (?:an? )?(?:\p{L}+ )?(?:nice|great|helpful|useful|ideal|beneficial|welcome|handy|brilliant|lovely|fantastic|perfect|appreciated|good|valuable|looked)|beneficial|welcome|helpful|optional|not (?:essential|required|a must|mandatory)|by no means required|good to have|great to have|a plus|useful|we(?:'d|’d| would) (?:love|be delighted)(?! to (?:hear|meet|receive))|it (?:helps|would help)|helps?(?= if|\s*[.;,!)]|$)|in your favour|all the better|lovely|(?:is|are) valued|extra points|pluspunkt|von vorteil|vorteilhaft|wünschenswert|gerne gesehen|gern gesehen|idealerweise|optimalerweise|un plus|un atout|serait appréci\p{L}*|souhait\p{L}*|apprécié\p{L}*|idéalement|se valora\p{L}*|deseable|valorable|un plus)(?![\p{L}])/iu

const MUST =
  /\b(?:must|required|req['’]?d|needed|requires|mandatory|essential|necessary|prerequisite|non-negotiable|minimum|at least|zwingend|erforderlich|voraussetzung|vorausgesetzt|unbedingt|mindestens|exigée?s?|obligatoire|indispensable|impératif|requise?s?|imprescindible|obligatori[oa]|necesari[oa])(?![\p{L}])/iu

export interface TierCue {
  tier: Tier
  /** Where the words stand that say so. */
  at: number
}

/** "(E)", "(D)": how person specifications mark their lines. */
const LETTERED = /[([]([ED])[)\]]?\s*$/u

export function findTierCue(words: string): TierCue | null {
  const letter = LETTERED.exec(words)
  if (letter) return { tier: letter[1] === 'D' ? 'nice' : 'must', at: letter.index + 1 }
  const nice = NICE.exec(words)
  if (nice) return { tier: 'nice', at: nice.index }
  const must = MUST.exec(words)
  return must ? { tier: 'must', at: must.index } : null
}

/** The tier a sentence states by its own words, or null. */
export function tierCue(sentence: string): Tier | null {
  return findTierCue(sentence)?.tier ?? null
}

/** Sentences that take a requirement back, or say that nothing is asked. */
const WAIVED =
  /\bno (?:previous |prior |formal |specific |particular |professional |work )*(?:\p{L}+ ){0,2}(?:experience|degree|qualifications?|knowledge|training|education|licen[cs]e|certificat\w+)(?: (?:is|are|or \p{L}+))?(?: \p{L}+){0,3} ?(?:required|needed|necessary|expected)|(?:degree|experience|qualifications?|licen[cs]e|german|english|knowledge)(?: (?:is|are))? not (?:required|needed|necessary)|training (?:\p{L}+ ){0,7}(?:provided|given|offered)|no experience\??(?: |$)|don(?:'|’)t need (?:to|a|any|prior)|do not need (?:to|a|any|prior)|(?:don['’]t|do not|needn['’]t) (?:need|have) (?:\p{L}+ ){0,3}(?:experience|degree|qualifications?|knowledge|licen[cs]e|background)|you need not|keine (?:\p{L}+ )?(?:vorkenntnisse|erfahrung|berufserfahrung|ausbildung)(?: \p{L}+)* ?(?:erforderlich|notwendig|nötig)|(?:aucune|pas d['’e]) ?expérience|débutants? accepté|sin experiencia|no se requiere|quereinsteiger/iu

export function isWaived(sentence: string): boolean {
  return (
    WAIVED.test(sentence) &&
    !/\b(?:a plus|bonus|desirable|preferred|nice to have|von vorteil)\b/i.test(sentence)
  )
}

/** What the employer gives or says about itself and the process. */
const OFFER =
  /\b(?:we (?:offer|provide|will (?:pay|train|provide|teach|support)|pay|believe|celebrate|value diversity|are (?:an? )?(?:equal|proud|committed|growing|family|leading|independent|one of|passionate|inclusive)|welcome applications|encourage|do not discriminate|were founded|have been|train|support you)|you(?:'ll|’ll| will) (?:receive|get|enjoy|earn|benefit|be paid|have access)|equal opportunit|regardless of|by (?:applying|submitting)|acknowledge|privacy (?:notice|policy)|personal data|reasonable accommodations?|diversity|inclusive (?:workplace|culture|environment)|all qualified applicants|recruitment agenc|unsolicited|protected veteran|e-verify|drug[- ]free|without regard|apply (?:now|today|with|by|via|online)|send (?:us )?your|please (?:send|apply|email|submit|include|note|mention|contact)|cover letter|annual leave|holidays?\b.{0,12}days|days(?:'|’)? (?:of )?(?:holiday|leave|vacation|urlaub)|health insurance|401\(?k\)?|pension|paid time off|\bpto\b|competitive salary|salary (?:range|of|from|is|up|depend)|per annum|free (?:parking|meals|uniform)|staff discount|in return|starting salary|[£$€]\s?[\d.,]+k?(?:\s?[-–]\s?[£$€]?[\d.,]+k?)? (?:per|an?|p\.?a|\/)|wir bieten|wir sind|bewerben sie|bewirb dich|bewerbung|nous offrons|nous sommes|envoyez|postulez|ofrecemos|somos|envía|founded in|headquarter\w*|our customers|our mission|interview)(?![\p{L}])/iu

/** How the choice is made and how to apply, whatever section it stands in. */
const PROCESS =
  /\binterviews? (?:are|will|is|to be|take|on|dates?|day|may)\b|\b(?:letters? of application|closing date|refer a friend|no (?:recruiters?|agenc\p{L}+|cold calls|canvassers)|applications? (?:close|deadline|by|to\b|should|must be|will|from|are)|apply (?:by|in writing|before)|(?:cvs?|résumés?) (?:to|by)\b|politically restricted|encouraged to apply|successful (?:candidates|applicants) will be (?:contacted|notified|invited)|only shortlisted|references will|remuneration (?:by|is|from|will)|bewerbungsschluss|bewerbungsfrist|eintrittstermin|(?:adresser|envoyer) (?:votre|cv|lettre)|enviar (?:cv|currículum)|inviare|sollicit)(?!\p{L})|\be(?:ssential)? ?= ?e(?:ssential)?\b|^(?:key|note|nb|n\.b\.|ref(?:erence)?)\s*[:=]|^(?:(?!you\b)\p{L}+ ){1,5}(?:is|are) (?:fully |strongly |deeply )?(?:committed|dedicated) to\b/iu

const PAY = /[£$€]\s?\d[\d.,]*\s?k?\b|\d\s?(?:€|euros?\b|chf\b|eur\b)|\b(?:eur|chf|aud|usd|gbp)\s?\d/iu
const OF_MONEY_HANDLED =
  /\b(?:budgets?|revenue|turnover|portfolios?|caseload|contracts?|projects?|p&l|deals?|targets?|worth|values?d?|quota|sales|accounts?|spend|experience|managed|managing|delivered|umsatz|projekte?)\b/iu

/** "…, come and see us": the part of a sentence that invites. */
const INVITATION =
  /^(?:(?:then |please |just )?(?:come|get in touch|give \p{L}+ a|ring|text|call|phone|drop|pop|let us|we want to|we(?:['’]d| would) (?:love|like) to (?:hear|meet)|apply|read on|keep reading|see us|fancy it|this (?:is|could)))(?!\p{L})/iu

export function isInvitation(part: string): boolean {
  return INVITATION.test(part.trim())
}

/** "Our apprentices stay for good", "The yard is by the river": a story about the place, beside what is asked. */
const STORY =
  /^(?:the|our|its|most of our|many of our)\s(?:(?!candidate|applicant|person|holder|successful|ideal|right|role|position|job|post|minimum)[\p{L}-]+\s){1,4}(?:is|are|was|were|has|have|moves?|stays?|leaves?|opened|makes?)(?!\p{L})/iu

export function tellsAStory(part: string): boolean {
  return STORY.test(part.trim()) && findTierCue(part) === null
}

export function isProcess(sentence: string): boolean {
  return PROCESS.test(sentence.trim())
}

export function isOffer(sentence: string): boolean {
  return OFFER.test(sentence) || (PAY.test(sentence) && !OF_MONEY_HANDLED.test(sentence))
}

/** Words that ask something of a person, wherever the sentence stands. */
const ASK =
  /\b(?:must (?:have|hold|be|possess|speak|also|live|know|bring|already)|required|essential|mandatory|you(?:'ll|’ll| will)? (?:also )?need(?! to\b)|you need to (?:have|hold|be|know|speak)|you (?:should |will |must |already |also |ideally |probably )*(?:have|hold|bring|possess|know|speak|(?:are|be) (?:fluent|comfortable|certified|qualified|registered|experienced|licensed|able|confident|happy|willing|someone|a qualified|a registered|an experienced|proficient|familiar|used to)|can (?:read|speak|drive|lift|work|show|demonstrate|use|write|communicate))|you(?:'ve|’ve)|you(?:'re|’re) (?:fluent|comfortable|certified|qualified|registered|experienced|licensed|able|confident|happy|willing|proficient|familiar|someone)|we(?:'re|’re| are)? (?:now |currently )?(?:looking for|seeking|need|expect|ask|require|want)|we(?:'d|’d| would) (?:like|love|expect|want)|(?:candidates?|applicants?|person|hire) (?:must|should|needs?|with|who|will (?:have|be|hold|need)|has|is able)|years(?:'|’)? (?:of )?(?:[\p{L}-]+ ){0,3}experience|experience (?:\p{L}+ ){0,8}(?:is|are|would be) |fluent (?:in|english|german|french|spanish)|prerequisite|a must\b|ideally|a plus|a bonus|bonus (?:if|points)|preferred|an advantage|desirable|nice to have|beneficial|would be (?:great|ideal|helpful|useful|nice|an advantage|a plus)|wir erwarten|wir suchen|verfügst|verfügen|du hast|sie haben|du bringst|sie bringen|du bist|vorausgesetzt|voraussetzung|erforderlich|zwingend|von vorteil|wünschenswert|idealerweise|vous (?:avez|êtes|maîtrisez|justifiez|possédez|disposez|parlez)|titulaire|exigée?s?|requise?s?|indispensable|obligatoire|souhait\p{L}*|serait un plus|un atout|se requiere|imprescindible|necesario|buscamos|se valora\p{L}*|knowledge of .{3,60} is|right to work|sponsor\p{L}*|licen[cs]e required|come with|comes with|bring at least|minimum of|at least (?:\d|one|two|three|four|five))(?![\p{L}])/iu

/** Words that ask too, unless the employer speaks of itself. */
const ASK_SOFTLY =
  /\b(?:someone (?:who|with)|somebody (?:who|with)|(?:the )?(?:person|one) we|you (?:know|enjoy|like|love|write|read|hold|drive|care)|you(?:'d|’d) (?:be(?! \p{L}+ing)|need|have|know)|it (?:helps|would help)|helps? if|should (?:have|hold|know|be|speak)|has to (?:have|be|hold)|have to (?:have|be|hold)|applicants?|candidates?|calls for|familiarity with|experience (?:in|with|of|as|on|from)|background in|knowledge of|comfort with|a head for|an eye for|a feel for|ability to|able to|proof of|fluency|welcomed?|valued|in your favour|all the better|qualified|registered|erfahrung (?:in|mit|als)|umgang mit|vertraut|setzen wir voraus|sie (?:sind|arbeiten|beherrschen|kennen)|du (?:arbeitest|beherrschst|kennst)|wünschen wir uns|kenntnisse|expérience (?:en|dans|de)|connaissance|experiencia (?:en|con|como)|conocimientos)(?![\p{L}])/iu
const EMPLOYER_SPEAKS =
  /^(?:we|our|the (?:company|firm|team|school|hospital|business|group)|founded|wir|unser\p{L}*|nous|notre|nos|nuestr\p{L}+|somos)\b(?!.{0,30}\b(?:look|seek|need|want|expect|ask|require|value|would|such|recherch|busca|erwart))/iu

const DESCRIBES_EMPLOYER =
  /\b(?:is|are) (?:an?|the|one of)\b.{0,80}\b(?:company|platform|provider|firm|start-?up|agency|manufacturer|leader|group|charity|business)\b/iu

/** "We build …", "Vesta is a platform that …". */
export function speaksOfEmployer(sentence: string): boolean {
  return EMPLOYER_SPEAKS.test(sentence.trim()) || DESCRIBES_EMPLOYER.test(sentence)
}

/** "Do you hold …?", "Hast du …?": what is asked outright; "Are you ready for a change?" asks for nothing. */
const QUESTION =
  /^(?:(?:and|so|then|und|et|y)\s)?(?:(?:do|are|have|can|could|did|will|would)\s(?:you|we)\b|(?:is|are|do) your\b|(?:hast|bist|kannst|sprichst|besitzt|verfügst|beherrschst) du\b|(?:haben|sind|können|sprechen|besitzen|verfügen|beherrschen) sie\b|(?:avez|êtes|savez|parlez|pouvez|maîtrisez|possédez)[- ]vous\b|¿\s?(?:tienes|eres|hablas|sabes|puedes|tiene|cuentas|has)\b)/iu
const COURTING =
  /\b(?:looking|ready|want|wish|interested|tired|dream\p{L}*|fancy|bored|excited|up for|thinking|considering|searching|next|be (?:the|our|an?)|auf der suche|lust|bereit für|interess\p{L}*|envie|prêts?|quieres|buscas|questions?|wondering|recognise yourself|think you)(?!\p{L})/iu
const WANTS_SOMEONE =
  /\b(?:after|for|need|needs|want|wants|wanted|seeks?|seeking|find|welcome|hiring|appoint|from|takes)\s(?:(?:an?|the|another|more|those)\s)?(?:\p{L}+\s){0,2}(?:someone|somebody|people|person|individuals?|those|candidates?|applicants?)(?:['’]s\b|\s(?:who|with|that|whose|able|having|skilled|qualified)\b)/iu
const ASKED_BRIEFLY =
  /\b(?:req['’]?d|reqd|needed|a must|of course|you should|need to (?:be|have)|(?:post-?holder|successful (?:applicant|candidate)|candidate|applicant)s? (?:shall|will|must|should|has|needs))(?!\p{L})/iu

export function asksSomething(sentence: string): boolean {
  if (ASK.test(sentence) || ASKED_BRIEFLY.test(sentence)) return true
  if (QUESTION.test(sentence.trim()) && !COURTING.test(sentence)) return true
  if (WANTS_SOMEONE.test(sentence)) return true
  if (NICE.test(sentence) && !EMPLOYER_SPEAKS.test(sentence.trim())) return true
  return ASK_SOFTLY.test(sentence) && !EMPLOYER_SPEAKS.test(sentence.trim())
}

/** In a list of duties only a plain condition asks something. */
const CONDITION =
  /\b(?:must (?:have|hold|be able|be willing|possess|speak|be)|(?:is|are) (?:required|essential|mandatory|necessary|a must|a plus|preferred|desirable|an advantage)|required\.?$|years(?:'|’)? (?:of )?(?:[\p{L}-]+ ){0,3}experience|ideally you|right to work|erforderlich|vorausgesetzt|von vorteil|exigée?s?|requise?s?|indispensable|imprescindible)(?![\p{L}])/iu

export function isCondition(sentence: string): boolean {
  return CONDITION.test(sentence)
}
