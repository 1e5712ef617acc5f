import type { Span } from '../../resumes/schema.ts'
import { trimSpan } from '../text/tokens.ts'
import { contentWordCount } from '../text/words.ts'
import { lowestEducation } from './education.ts'
import {
  bothLanguages,
  count,
  isAdjective,
  isName,
  isTool,
  objectOf,
  standsAlone,
  YEARS,
} from './phrase-shape.ts'

type Joint = 'comma' | 'and' | 'or'

interface Piece {
  span: Span
  words: string
  /** What joins it to the piece before. */
  joint: Joint | null
  /** The words or sign that join it. */
  mark: string
  /** The character right behind it. */
  cut: string
}

const JOINT =
  /[()[\]]|,(?!\d)\s*(?:(?:and|&|und|et|y|plus|sowie|as well as|along with|but|aber|mais|or|oder|ou|o)\s)?|\s(?:and|&|\+|plus|as well as|along with|und|et|y|e|sowie|or|oder|ou|o|u)\s|\swith\s(?=(?:an? |at least |minimum |over |more than )*(?:\d|one|two|three|four|five|six|seven|eight|ten)\p{L}*\+? )/giu
const OR = /^[,\s]*(?:or|oder|ou|o|u)\s$/iu
/** "5 years or so", "level 3 or above" offer no other choice. */
const NO_CHOICE = /^(?:so|more|less|above|higher|over|older|greater|mehr|höher|plus|más)\b/iu
/** "Revit or similar CAD": whatever is like the last one. */
const LIKE_IT =
  /^(?:an? |any |another |other |eine[mnr]? |something )*(?:similar|equivalent|comparable|like|alike|such|vergleichbar|gleichwertig|ähnlich|équivalent|similaire|equivalente|another|other|related)/iu

function pieces(text: string, [start, end]: Span): Piece[] {
  const words = text.slice(start, end)
  const found: Piece[] = []
  let depth = 0
  let from = 0
  let joint: Joint | null = null
  let joinedBy = ''
  const add = (to: number): void => {
    const span = trimSpan(text, [start + from, start + to])
    if (span[1] > span[0])
      found.push({ span, words: text.slice(...span), joint, mark: joinedBy, cut: text.charAt(span[1]) })
  }
  for (const { 0: mark, index } of words.matchAll(JOINT)) {
    if (/[([]/.test(mark)) depth++
    else if (/[)\]]/.test(mark)) depth = Math.max(0, depth - 1)
    else if (depth === 0) {
      const ahead = words.slice(index + mark.length, index + mark.length + 40)
      if (OR.test(mark) && NO_CHOICE.test(ahead)) continue
      add(index)
      joint = OR.test(mark) ? 'or' : mark.trim() === ',' ? 'comma' : 'and'
      joinedBy = mark.trim()
      from = index + mark.length
    }
  }
  add(words.length)
  return found
}

/** Words that carry on what was said before instead of naming something new. */
const CARRIES_ON =
  /^(?:in(?!\s?-)|for|of|at|from|by|on|to|into|within|across|under|over|about|including|incl\b|such|so\b|which|that|who(?!\s(?:has|have|is|can|hold))|whose|where|when|while|because|since|if(?! you (?:have|['’]ve))|as|but|even better|so much|all the better|sorry|thanks|above all|no exceptions|we|our|you(?!['’](?:re|ve))|they|their|he|she|it|its|this|these|i\b|be it|whether|both|either|especially|particularly|mainly|mostly|preferably in|depending|using|category|class\b|klasse|cat\b|ideally in|etc|and\b|ranging|not\b|no\b|wie|zum|zur|im|auf|bei|für|aus|vor|insbesondere|dass|die|der|das|um|dont|notamment|pour|dans|sur|par|que|qui|para|por|sobre|tanto|incluido|incluyendo|please|either|to\b|too\b|more\b|much|\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|h\b|uhr|to\b|-|–)|(?:one|two|three|four|five|six|seven|\d) (?:days?|nights?|hours?|weeks?|times|evenings?|saturdays?|sundays?))(?!\p{L})/iu

const WITH_SOMETHING_NEW =
  /^(?:with|mit|avec|con)\s+(?:(?:an?|the|your|own|current|valid|full|good|strong|some|proven)\s+)*(?:eligib|regist|licen|certif|accredit|experience|knowledge|member|clearance|\d|at least|minimum|proficien|fluen|understanding)/iu
const STARTS_WITH = /^(?:with|mit|avec|con)\b/iu

/** Nouns that say next to nothing without the words before them: "communication and presentation skills". */
const SHARED_HEAD =
  /\s(?:skills?|abilities|tasks?|duties|tools?|systems?|environments?|settings?|methods?|techniques|processes|procedures|activities|matters|issues|principles|responsibilit(?:y|ies)|roles?|standards|practices)$/iu
/** "to learn, grow and …", "designed, measured and …" */
const ONE_VERB =
  /\b(?:able|ability|abilities|willing(?:ness)?|desire|eager\p{L}*|keen|ready|happy|capacity|how) to \p{Ll}+$/iu

function areNamed(left: string, right: string, capitalsTellNothing: boolean): boolean {
  const end = objectOf(left)
  // A capital at the start of several words is no name's.
  const endNamed = isName(end, capitalsTellNothing || (end === left && count(left) > 1))
  return (endNamed || isTool(end)) && (isName(right, capitalsTellNothing) || isTool(right))
}

/** "excellent communication and presentation skills" */
function endsInSharedHead(left: string, right: string): boolean {
  return SHARED_HEAD.test(right) && !SHARED_HEAD.test(left) && count(right) <= 3 && !isTool(objectOf(left))
}

/** "design and build pumps", "written and verbal skills", "stock and order control": one thing with two words before it. */
function sharesItsEnd(left: string, right: string, capitalsTellNothing: boolean): boolean {
  // "Discreet and unflappable"
  if (count(left) === 1 && count(right) === 1) return false
  const end = objectOf(left)
  const single = count(right) === 1
  const bothNamed = areNamed(left, right, capitalsTellNothing)
  if (count(end) === 1) return !bothNamed && !(single && isAdjective(end) && isAdjective(right))
  if (isAdjective(end) || (!bothNamed && endsInSharedHead(left, right))) return true
  return single && !areNamed(end.split(/\s+/).at(-1) ?? '', right, capitalsTellNothing)
}

const GERMAN = /^(?:und|sowie)$/iu

const LONGEST = { left: 9, right: 9 }

/** "to engineers, executives and clients": whom one works with is no demand by itself. */
const ONLY_PEOPLE =
  /^(?:(?:the|our|other|all|business|senior|internal|external|non-technical|technical|key|wider|and)\s)*(?:engineers|executives|managers|directors|stakeholders|clients|customers|teams?|colleagues|users|patients|students|pupils|parents|families|relatives|suppliers|partners|vendors|visitors|guests|residents|leaders|leadership|management|staff|contractors|designers|developers|analysts|scientists|departments|kunden|kollegen|lieferanten|partnern?|fournisseurs|collègues|proveedores|compañeros)$/iu

function carriesOn(piece: Piece): boolean {
  if (ONLY_PEOPLE.test(piece.words)) return true
  if (STARTS_WITH.test(piece.words)) return !WITH_SOMETHING_NEW.test(piece.words) && !YEARS.test(piece.words)
  // "AS 3600 and AS 4100": a name in capitals is no conjunction.
  return (
    !/^\p{Lu}{2}/u.test(piece.words) && CARRIES_ON.test(piece.words) && !YEARS.test(piece.words.slice(0, 40))
  )
}

/** Of the years or the degree before it: "two years in audit and tax". */
function isOfTheSame(left: string, right: string): boolean {
  return (YEARS.test(left) || lowestEducation(left) !== null) && contentWordCount(right) <= 3
}

/** "hold, or be prepared to obtain, …": what is to be held comes after. */
const NOT_YET_SAID =
  /^(?:(?:have|hold|possess|be)\b.{0,60}\b(?:obtain|acquire|get|gain|achieve|working towards)\b[^,]{0,40}|hold|possess|have)$/iu
const FIXED_PAIR =
  /\b(?:wort|tag|city|rund|auf|kost|lesen|day|nacht|black|pick|mix|food|research|health|terms)$/iu

/** "City & Guilds", "Wort und Schrift", "Maschinen- und Anlagenführer". */
function isOneName(left: Piece, right: Piece): boolean {
  if (left.cut === '-' || FIXED_PAIR.test(left.words)) return right.joint === 'and'
  const last = left.words.split(/\s+/).at(-1) ?? ''
  return (
    right.mark === '&' && /^\p{Lu}\p{Ll}/u.test(last) && /^\p{Lu}\p{Ll}/u.test(right.words) && !isTool(last)
  )
}

function belongTogether(left: Piece, right: Piece): boolean {
  return (
    carriesOn(right) ||
    bothLanguages(left.words, right.words) ||
    NOT_YET_SAID.test(left.words) ||
    (ONE_VERB.test(left.words) && /^\p{Ll}/u.test(right.words) && !standsAlone(right.words)) ||
    isOneName(left, right) ||
    contentWordCount(right.words) > LONGEST.right
  )
}

/** "invoicing and credit control": a pair comes apart where either half could stand alone. */
function pairComesApart(left: Piece, right: Piece): boolean {
  return (
    !isOfTheSame(left.words, right.words) && !sharesItsEnd(left.words, right.words, GERMAN.test(right.mark))
  )
}

/** "…, lift and carry loads" at the end of a list is one item. */
function lastOnesArePair(list: Piece[], left: Piece, right: Piece): boolean {
  if (right.joint !== 'and' || count(objectOf(left.words)) > 1 || count(right.words) === 1) return false
  const shortOnes = list.filter((other) => other !== right && count(objectOf(other.words)) === 1)
  return shortOnes.length < 2 && !isTool(left.words)
}

/** "experience designing, running and analysing tests": verbs that wait for their object. */
function isVerbChain(list: Piece[], index: number): boolean {
  const waits = /(?:^|\bexperience )\p{L}+ing$/iu.test(list[index - 1]?.words ?? '')
  const rest = list.slice(index, index + 4)
  return (
    waits &&
    /^\p{L}+ing\b/iu.test(rest[0]?.words ?? '') &&
    rest.some(({ words }) => /^\p{L}+ing\s/iu.test(words))
  )
}

function comesApartAt(list: Piece[], index: number): boolean {
  const [left, right] = [list[index - 1], list[index]]
  if (!left || !right || belongTogether(left, right) || isVerbChain(list, index)) return false
  if (standsAlone(right.words)) return count(left.words) > 1 || isName(left.words, false)
  if (contentWordCount(left.words) > LONGEST.left) return false
  if (right.joint === 'and' && carriesOn(left) && count(right.words) < 3) return false
  // Only the last "and" of an enumeration ends it; any other one joins a pair.
  const listed = right.joint === 'comma' || (left.joint === 'comma' && index === list.length - 1)
  return listed ? !lastOnesArePair(list, left, right) : pairComesApart(left, right)
}

/** "planning, organising and running events": all but the last only share its end. */
function onlyTheLastIsWhole(list: Piece[]): boolean {
  const last = list.at(-1)
  if (!last || list.length < 3 || last.joint !== 'and' || count(last.words) < 2) return false
  const shared = SHARED_HEAD.test(last.words) && !list.some(({ words }) => isTool(words))
  return list
    .slice(0, -1)
    .every(
      ({ words }) =>
        count(objectOf(words)) === 1 && (shared || isAdjective(words) || /(?:ing|ieren)$/.test(words)),
    )
}

function isChoice({ words }: Piece): boolean {
  return count(words) <= 4 && !standsAlone(words.replace(STARTS_WITH, '').trim())
}

/** "Degree in physics, engineering or a related subject": up to the degree all are its subjects. */
function isSubjectList(list: Piece[]): boolean {
  const head = list.findLast((piece) => piece.joint !== 'comma' || !isChoice(piece))
  return head !== undefined && (lowestEducation(head.words) !== null || YEARS.test(head.words))
}

/** "Xero, Sage or similar", unlike "stock counts, till work, Xero or similar". */
function isShortList(list: Piece[], last: Piece | undefined): boolean {
  return (
    list.length === 1 &&
    [...list, last].every((piece) => piece !== undefined && count(objectOf(piece.words)) === 1)
  )
}

/** Takes the alternatives before the last one off the list; the first of them is returned. */
function takeChoices(joined: Piece[], last: Piece): Piece | undefined {
  let first = joined.pop()
  const all =
    last.mark.startsWith(',') ||
    !LIKE_IT.test(last.words) ||
    isSubjectList(joined) ||
    isShortList(joined, first)
  if (all) while (first?.joint === 'comma' && joined.length > 0 && isChoice(first)) first = joined.pop()
  return first
}

/** Alternatives are one piece: "Python, Java or Go". "X, Y or similar" may leave X alone. */
function withChoicesJoined(text: string, list: Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of list) {
    if (piece.joint !== 'or') {
      joined.push(piece)
      continue
    }
    const first = takeChoices(joined, piece) ?? piece
    const span: Span = [first.span[0], piece.span[1]]
    const { joint, mark } = first === piece ? { joint: null, mark: '' } : first
    joined.push({ ...piece, span, words: text.slice(...span), joint, mark })
  }
  return joined
}

/** "Maîtrise d'Excel et de SAP": the second one without its preposition. */
function withoutParticle(text: string, [start, end]: Span): Span {
  const particle =
    /^(?:de |d['’]|di |of |des |du |del |von |and |und |et )/iu.exec(text.slice(start, end))?.[0] ?? ''
  return end - start - particle.length > 1 ? [start + particle.length, end] : [start, end]
}

/** More pieces than any list of demands has. */
const MANY = 40

/**
 * The things a clause joins by commas and conjunctions, each by itself. What only shares a noun or a verb with
 * its neighbour ("design and build", "written and verbal skills") stays with it, and so do alternatives.
 */
export function splitItems(text: string, span: Span): Span[] {
  const found = pieces(text, span)
  if (found.length < 2 || found.length > MANY) return [span]
  const list = withChoicesJoined(text, found)
  if (onlyTheLastIsWhole(list)) return [span]
  const items: Span[] = []
  list.forEach((piece, index) => {
    const last = items.at(-1)
    if (last && !comesApartAt(list, index)) last[1] = piece.span[1]
    else items.push(last ? withoutParticle(text, piece.span) : [piece.span[0], piece.span[1]])
  })
  return items
}
