import { type Clause, type Draft, draftOf } from './draft.ts'
import { countriesIn } from '../text/countries.ts'

const WORK_AUTHORIZATION =
  /\b(?:right to work|work permit|working permit|authori[sz]ed to work|work authori[sz]ation|employment authori[sz]ation|eligib\p{L}+ to work|legally (?:entitled|authori[sz]ed|able) to work|visa|sponsorship|sponsor (?:work )?visas?|(?:unable|cannot|not able|can't|can’t|don't|don’t|do not) (?:to )?(?:currently )?(?:offer |provide )?sponsor\p{L}*|citizenship|(?:u\.?s\.?|eu|uk) (?:citizens?|nationals?|persons?)|permanent residen\p{L}+|arbeitserlaubnis|aufenthaltstitel|arbeitsgenehmigung|permis de travail|autorisation de travail|permiso de trabajo|arbeitsbewilligung|aufenthalts(?:bewilligung|erlaubnis)|working rights|permission to (?:work|live)|stamp \d|residen(?:ce|cy) permit|titre de séjour|permiso de residencia|permesso di (?:soggiorno|lavoro)|werkvergunning|(?:eu|efta|ewr|british|irish|australian|swiss|us)(?:\/\p{L}+)?[- ](?:citizen\p{L}*|national(?:s|ity)?|bürger\p{L}*|staatsangehörig\p{L}*|passport)|been outside (?:of )?the (?:uk|us|eu|country)|work in the (?:uk|us|eu) without)(?![\p{L}])/iu
const SPONSOR_OFFERED =
  /\b(?:visa )?sponsorship (?:is |may be |can be )?(?:available|offered|provided|possible)|we (?:do |can |will |are able to |are happy to )*(?:offer |provide )?(?:visa )?sponsor|(?:offer|provide|including|help with) (?:visa|relocation)/i

export function workAuthorization({ text, span, words }: Clause): Draft[] {
  if (!WORK_AUTHORIZATION.test(words)) return []
  const refused = /\b(?:not|no|unable|cannot|can't|can’t|don't|don’t|without)\b/i.test(words)
  if (SPONSOR_OFFERED.test(words) && !refused) return []
  const terms = countriesIn(text.slice(...span))
  return [
    draftOf('work_authorization', span, {
      mode: 'any',
      terms,
      level: /sponsor/i.test(words) && refused ? 'no_sponsorship' : null,
    }),
  ]
}

const kinds: [string, RegExp][] = [
  ['nights', /\b(?:night|nights|overnight|nacht\p{L}*|nuits?|noches|nocturn\p{L}*)\b/iu],
  [
    'weekends',
    /\b(?:weekends?|week-ends?|saturdays?|sundays?|wochenend\p{L}*|samstag\p{L}*|fines? de semana|samedis?|dimanches?|bank holidays|public holidays|feiertag\p{L}*|jours fériés)\b/iu,
  ],
  [
    'shifts',
    /\b(?:shifts?|rota\b|rotating|schicht\p{L}*|mehrschicht\p{L}*|dreischicht\p{L}*|wechselschicht\p{L}*|3x8|2x8|équipes? (?:alternées|tournantes)|turnos?|4 on 4 off|horaires (?:décalés|variables|postés))\b/iu,
  ],
  ['evenings', /\b(?:evenings?|abend\p{L}*|soirs?|soirées|tardes)\b/iu],
  [
    'early',
    /\b(?:early (?:mornings?|starts?)|früh\p{L}*|tôt le matin|\d ?a\.?m\.? starts?|(?:start\p{L}*|from) at [3-7](?:[.:]\d\d)? ?a\.?m)\b/iu,
  ],
  [
    'travel',
    /\b(?:travel(?:ling)?|reise\p{L}*|dienstreisen|déplacements?|viajar|viajes|nights away|overnight stays|trips)\b/iu,
  ],
  ['overtime', /\b(?:overtime|überstunden|heures supplémentaires)\b/iu],
  [
    'on_call',
    /\b(?:on[- ]call|rufbereitschaft|bereitschaftsdienst\p{L}*|astreintes?|call-outs?|call-out rota|guardias)\b/iu,
  ],
  ['full_time', /\b(?:full[- ]time|vollzeit|temps plein|jornada completa|40 hours|37\.5 hours|40 std)\b/iu],
  ['part_time', /\b(?:part[- ]time|teilzeit|temps partiel|media jornada|minijob)\b/iu],
  [
    'hours',
    /\b(?:\d{1,2}(?:[.,]5)? ?(?:-|to)? ?(?:\d{1,2} )?hours? (?:a|per|each|\/) ?(?:week|day|shift)|\d{1,2} ?h\/(?:week|woche|sem)|\d{1,2}(?:[.:]\d\d)? ?(?:am|pm) ?(?:-|–|to|until)|(?:mon|tues|wednes|thurs|fri)days?|montag\p{L}*|lundi|four on|term[- ]time|wochenstunden|stunden pro woche|heures par semaine|horas semanales)(?![\p{L}])/iu,
  ],
  ['immediate', /\b(?:immediate(?:ly)? (?:start|available|availability)|start immediately|ab sofort)\b/iu],
]

const DISPOSITION =
  /\b(?:willing\p{L}*|availab\p{L}+|flexib\p{L}+|prepared|happy|must|required?|able|ability|comfortable|open to|bereit\p{L}*|disponib\p{L}+|acept\p{L}+|accepte\p{L}*|mobilit\p{L}+|expect|you (?:can|will) work|work(?:ing)? (?:on |in |a |at )?(?:nights?|weekends?|shifts?|evenings?|rotating|an? )|involves?|includes?|valid|participat\p{L}+|shift work|shift pattern|schedule|hours|rotating|pattern|position|role|basis|are|is|run|start|cover\p{L}*|you(?:'ll|’ll|'d|’d)|every|one in|alternate|sont|sind|erfolgt|im)(?![\p{L}])/iu

/** Shifts, hours, travel. `asked` says that the sentence already stands where requirements stand. */
export function schedule({ span, words }: Clause, asked: boolean): Draft[] {
  const terms = kinds.filter(([, pattern]) => pattern.test(words)).map(([term]) => term)
  // "We are … and look for somebody, starting now" tells when the post begins.
  if (terms.length === 0 || (terms.join(' ') === 'immediate' && words.length > 70)) return []
  const compound =
    /schichtbereitschaft|reisebereitschaft|schichtdienst|schichtarbeit|nachtdienst|shift work|night shifts|weekend work|rotating shifts|travail de nuit|horaires/iu.test(
      words,
    )
  if (!compound && !DISPOSITION.test(words) && !(asked && words.length < 60)) return []
  const planning =
    /\b(?:planning|planned|arranging|arrangements|booking|scheduling|agency|industry|managing|management|manage|experience|planung)\b/iu.test(
      words,
    )
  if (
    planning &&
    !/willing|availab|flexib|bereit|disponib|(?:must be )?able to (?:work|travel)|prepared|happy to/iu.test(
      words,
    )
  )
    return []
  return [draftOf('schedule', span, { terms })]
}

const PLACE =
  /\b(?:based in|located in|live in|living in|resid(?:e|es|ing|ent|ents) (?:in|of|within)|within (?:a )?(?:commuting|commutable|travel\p{L}*|driving|reach|\d+ ?(?:min\p{L}*|miles?|km|hours?)\b.{0,12}\b(?:of|from))|(?:get|travel|come) to our|reach our|commut\p{L}+|relocat\p{L}+|on[- ]?site|in[- ]office|in the office|in our .{0,30}office|days (?:a|per) week in|hybrid\p{L}*|remote(?:ly)?|based (?:at|from|out of)|work(?:ing)? from (?:our|the|home)|home office|homeoffice|wohnhaft|wohnsitz|vor ort|présentiel|télétravail|presencial\p{L}*|teletrabajo|reside|time ?zones?|local to|umkreis|basé\p{L}* à|con residencia)(?![\p{L}])/iu
const PLACE_ASKED =
  /\b(?:must|required?|need to|needs to|only|candidates?|applicants?|you (?:are|live|will work|work|should)|you(?:'re|’re)|willing\p{L}*|able to|this (?:role|position|job|is)|position is|role is|mandatory|essential|\d (?:days|tage|jours|días)|fully|onsite role|on-site role|location|place of work|ort\b|erforderlich|voraussetzung|bereit\p{L}*)(?![\p{L}])/iu

/** Where the employer is or looks after itself asks nothing. */
const EMPLOYER_PLACE =
  /^(?:we|our|the (?:company|firm|team|group|business|school|hospital|agency)|founded|established|headquartered|wir|nous|unser\p{L}*|notre|nuestr\p{L}+)\b(?!.{0,40}\b(?:work|expect|ask|need|require))|\b(?:headquarter\p{L}*|founded|offices in|branches|customers|clients in)\b/iu

/** Where one must live or work. */
export function location({ span, words }: Clause, asked: boolean): Draft[] {
  const brief = words.length < (asked ? 90 : 130) && !EMPLOYER_PLACE.test(words)
  if (!PLACE.test(words) || (!PLACE_ASKED.test(words) && !brief)) return []
  if (
    /\b(?:remote (?:teams?|monitoring|access|support|patients?|collaboration|control|stakeholders)|on-?site (?:gym|parking|canteen|nursery|restaurant|support|services?|safety|team|training|visits|maintenance|client)|hybrid (?:cloud|cars?|vehicles?)|remotely manag\p{L}+|visa|smok\p{L}+|relocation (?:package|support|assistance|bonus))\b/iu.test(
      words,
    )
  )
    return []
  if (/\bexperience\b/i.test(words)) return []
  const level = /hybrid|\d (?:days|tage|jours|días)/i.test(words)
    ? 'hybrid'
    : /on-?\s?site|in[- ](?:the )?office|vor ort|présentiel|presencial/i.test(words)
      ? 'onsite'
      : /remote|home ?office|télétravail|teletrabajo/i.test(words)
        ? 'remote'
        : null
  return [draftOf('location', span, { mode: 'any', terms: countriesIn(words), level })]
}
