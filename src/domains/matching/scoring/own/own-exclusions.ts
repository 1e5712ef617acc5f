import type { Posting } from '../../../postings/schema.ts'
import type { Requirement } from '../../schema.ts'
import { fold } from '../../text/tokens.ts'
import { namesCity } from '../../../scouting/city-names.ts'
import { listed, type Judgement } from './judgement.ts'

interface Concept {
  /** How people call it. */
  named: RegExp
  /** How a posting that has it speaks. */
  spoken: RegExp
  /** What requirements of the schedule call it. */
  term?: string
}

/** Things whose names in a posting differ from the word that rules them out; the more special come first. */
const concepts: Concept[] = [
  {
    named: /\bnights?\b|\bnacht|\bnuits?\b|\bnoches?\b|\bnoites?\b|\bnott[ei]\b|\bnachtdienst/iu,
    spoken:
      /\bnight[- ](?:shifts?|work|duty|duties)\b|\bovernight shifts?\b|\b(?:work|working|days and|rotating) nights\b|\bnachtschicht\p{L}*|\bnachtdienst\p{L}*|\bnachtarbeit\p{L}*|\btravail de nuit\b|\bpostes? de nuit\b|\bturnos? (?:de noche|nocturnos?)\b|\bturni? notturni?\b/iu,
    term: 'nights',
  },
  {
    named:
      /\bweek-?ends?\b|\bwochenend|\bfin(?:es)? de semana\b|\bfim de semana\b|\bsundays?\b|\bsonntag|\bdimanche|\bdomingo/iu,
    spoken:
      /\bweek-?end (?:work|working|shifts?|dut(?:y|ies)|rota|hours|cover)\b|\b(?:work|working|rota|shifts?|including|alternate|every (?:other|second|third)|some|occasional)\b[^.]{0,40}\bweek-?ends?\b|\bwochenend(?:dienst|arbeit|einsatz|einsätz)\p{L}*|\b(?:am|an) wochenenden?\b|\btravail le week-?end\b|\b(?:trabajar|turnos?|trabajo) (?:los |en )?fin(?:es)? de semana\b|\bsonntagsdienst\p{L}*/iu,
    term: 'weekends',
  },
  {
    named: /\bevenings?\b|\babend|\bsoirs?\b|\bsoirées?\b|\btardes\b/iu,
    spoken:
      /\bevening (?:shifts?|work)\b|\b(?:work|working) (?:\w+ (?:and|or) )?evenings\b|\bspät(?:dienst|schicht)\p{L}*|\babenddienst\p{L}*|\btravail le soir\b/iu,
    term: 'evenings',
  },
  { named: /\bsplit shifts?\b|\bgeteilte/iu, spoken: /\bsplit[- ]shifts?\b|\bgeteilte\p{L}* dienst\p{L}*/iu },
  {
    named: /\bshifts?\b|\bschicht|\bturnos?\b|\bturni\b|\bploegen/iu,
    spoken:
      /\bshift[- ](?:work|pattern|rota)\b|\brotating shifts?\b|\b(?:early|late|night|two|three|[234])[- ]shifts?\b|\bschicht(?:dienst|arbeit|betrieb|system)\p{L}*|\bwechselschicht\p{L}*|\b(?:früh|spät|nacht)(?:-|schicht)|\b[23]x8\b|\bturnos rotativos\b/iu,
    term: 'shifts',
  },
  {
    named: /\bon[- ]call\b|\brufbereitschaft|\bbereitschaft|\bastreinte|\bguardias?\b|\breperibilità/iu,
    spoken:
      /\bon[- ]call\b|\brufbereitschaft\p{L}*|\bbereitschaftsdienst\p{L}*|\bastreintes?\b|\bguardias\b/iu,
    term: 'on_call',
  },
  {
    named: /\btravel|\breise|\bdéplacement|\bviaj|\btrasferte/iu,
    spoken:
      /\btravel (?:is )?(?:required|up to|of|\d+ ?%)|\bwilling(?:ness)? to travel\b|\b\d+ ?% (?:of )?travel\b|\b(?:frequent|regular|extensive) travel\b|\breisebereitschaft\b|\breisetätigkeit\p{L}*|\bdéplacements (?:fréquents|réguliers|à prévoir)\b|\bdisponibilidad para viajar\b/iu,
    term: 'travel',
  },
  {
    named: /\bovertime\b|\büberstunden/iu,
    spoken:
      /\bovertime (?:is )?(?:required|expected)|\bmandatory overtime\b|\bbereitschaft zu überstunden\b/iu,
  },
  { named: /\bcold[- ]call|\bkaltakquise/iu, spoken: /\bcold[- ]call\p{L}*|\bkaltakquise\b/iu },
  { named: /\bcommission|\bprovision/iu, spoken: /\bcommission[- ](?:only|based)\b|\bprovisionsbasis\b/iu },
  {
    named:
      /\bagenc(?:y|ies)\b|\bagentur|\brecruiters?\b|\bpersonaldienst|\bzeitarbeit|\bleiharbeit|\bstaffing\b|\bintérim\b|\bett\b|\bheadhunter/iu,
    spoken:
      /\bon behalf of (?:our|a|my) client|\bour client(?:,| is| are| has|'s|’s)|\bmy client\b|\b(?:recruitment|employment|staffing) agency acting\b|\barbeitnehmerüberlassung\b|\bzeitarbeit\p{L}*|\bim auftrag (?:unseres|eines) kunden\b|\bfür unseren kunden\b|\bpour (?:notre|son|l['’]un de nos) clients?\b|\bpara (?:nuestro|importante) cliente\b/iu,
  },
]
const AGENCY =
  /\b(?:recruit(?:ment|ing|ers?)|staffing|personnel|manpower|personaldienst\p{L}*|personalservice|zeitarbeit|headhunt\p{L}*|intérim|trabajo temporal|employment agency)\b/iu

/** A sentence that says that something is not so, or need not be. */
const DENIES =
  /(?<!\p{L})(?:no|not|never|without|free|off|n['’]t|keine?[rnms]?|nicht|ohne|frei\p{L}*|pas|sans|jamais|sin|libres?|senza|sem|optional(?:ly)?|voluntary|freiwillig\p{L}*|please do not|welcome)(?!\p{L})/iu

function sentencesOf(text: string): string[] {
  return text.split(/\n|(?<=[.;!?])\s|\u2022/).map((line) => line.trim())
}

function excerpt(sentence: string): string {
  const words = sentence.replace(/^[-–*\s]+/, '')
  return words.length <= 90 ? words : `${words.slice(0, 87).trimEnd()}…`
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** The thing itself, in the singular or plural. */
function thingPattern(thing: string): RegExp {
  const words = fold(thing.trim()).split(/\s+/)
  const stems = words.map((word) => escaped(word.length > 4 ? word.replace(/(?:es|s)$/, '') : word))
  return new RegExp(`(?<![\\p{L}\\p{N}])${stems.join('[\\s-]+')}(?:e?s|en|n)?(?![\\p{L}\\p{N}])`, 'iu')
}

export interface Excluded {
  posting: Posting
  postingText: string
  requirements: Requirement[]
}

/** "Home every weekend" speaks of hours too; these words ask for them. */
const ASKS =
  /(?<!\p{L})(?:willing\p{L}*|read(?:y|iness)|availab\p{L}*|able to|flexib\p{L}*|required|must|bereit\p{L}*|verfügbar\p{L}*|disponib\p{L}*|dispuest[oa])(?!\p{L})/iu

function asked({ term, spoken }: Concept, requirements: Requirement[]): Requirement | undefined {
  if (term === undefined) return undefined
  const musts = requirements.filter(({ tier, kind }) => tier === 'must' && kind === 'schedule')
  return musts.find(
    ({ text, detail }) =>
      detail.terms.includes(term) && (ASKS.test(text) || spoken.test(text)) && !DENIES.test(text),
  )
}

/** `undefined` when the thing is none of those known by more than its name. */
function byConcept(
  thing: string,
  { posting, postingText, requirements }: Excluded,
): string | null | undefined {
  const concept = concepts.find(({ named }) => named.test(thing))
  if (!concept) return undefined
  const employer = posting.hiringOrganization.name
  const isAgency = concept === concepts.at(-1)
  if (isAgency && AGENCY.test(employer)) return `${employer} is one`
  const must = asked(concept, requirements)
  if (must) return `the posting asks for “${excerpt(must.text)}”`
  const found = sentencesOf(`${posting.title}\n${postingText}`).find(
    (sentence) => concept.spoken.test(sentence) && !DENIES.test(sentence),
  )
  return found === undefined ? null : `the posting says “${excerpt(found)}”`
}

function byWord(thing: string, { posting, requirements }: Excluded): string | null {
  const pattern = thingPattern(thing)
  const has = (words: string | null) => words !== null && pattern.test(fold(words))
  const employer = posting.hiringOrganization.name
  if (has(employer)) return `the employer is ${employer}`
  if (has(posting.title)) return `this one is “${excerpt(posting.title)}”`
  const place = posting.jobLocation.find(({ raw }) => has(raw) || namesCity(raw, thing))
  if (place && posting.workplaceType !== 'remote') return `this one is in ${place.raw}`
  if (has(posting.industry)) return `it is in the industry ${posting.industry ?? ''}`
  const must = requirements.find(
    ({ tier, text, detail }) =>
      tier === 'must' && !DENIES.test(text) && (has(text) || detail.terms.some((term) => has(term))),
  )
  return must ? `the posting asks for “${excerpt(must.text)}”` : null
}

/** Whether the posting is or has something that the person ruled out; null when they ruled out nothing. */
export function judgeExclusions(things: string[], about: Excluded): Judgement | null {
  if (things.length === 0) return null
  for (const thing of things) {
    const known = byConcept(thing, about)
    const found = known === undefined ? byWord(thing, about) : known
    if (found) return { result: 'fail', reason: `You ruled out ${thing}; ${found}.` }
  }
  return { result: 'pass', reason: `Nothing in it names what you ruled out: ${listed(things)}.` }
}
