import { fold, tokenize } from '../text/tokens.ts'
import { countRoots, rarity, root } from '../text/rarity.ts'

/** German writes every noun with a capital: there only inner capitals and digits make a name. */
const GERMAN =
  /\b(?:und|oder|mit|von|im|für|zur|zum|der|die|das|den|bei|sie|ihre?|dein\p{L}*|sowie|gute?n?)\b|ung\b|keit\b|ß/iu

const WORD = /[\p{L}\p{N}][\p{L}\p{N}+#./-]*[\p{L}\p{N}+#]|[\p{L}\p{N}]/gu
const MARKED = /\p{Lu}[\p{L}]*\p{Lu}|\p{Ll}\p{Lu}|\p{L}\d|\d\p{L}/u

interface Names {
  /** Written so that nothing but a name is meant: inner capitals, digits, a capital inside a sentence. */
  sure: string[]
  /** Capitalised as any first word is: a name if the résumé uses it as one. */
  perhaps: string[]
}

function isEveryday(word: string): boolean {
  return tokenize(word).every(({ norm }) => rarity(root(norm)) < 1)
}

/** Proper names in a phrase: tools, registers, standards. */
export function namesIn(phrase: string): Names {
  const german = GERMAN.test(phrase)
  const names: Names = { sure: [], perhaps: [] }
  for (const match of phrase.matchAll(WORD)) {
    const word = match[0]
    const leads =
      /^[^\p{L}\p{N}]*$/u.test(phrase.slice(0, match.index)) ||
      /[.!?:]\s*$/.test(phrase.slice(0, match.index))
    if (!/\p{Lu}/u.test(word) || word.length < 2 || isEveryday(word)) continue
    if (MARKED.test(word) && !(phrase === phrase.toUpperCase())) names.sure.push(word)
    else if (leads || german) names.perhaps.push(word)
    else names.sure.push(word)
  }
  return names
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
}

/** Whether a text uses the word, written alike, as a name. */
export function usesName(text: string, name: string): boolean {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(name)}(?![\p{L}\p{N}])`, 'u').test(text)
}

/** The same, where the capital is not merely that of a first word: inside a sentence, or all that is said. */
export function usesAsName(text: string, name: string): boolean {
  const before = text.slice(0, Math.max(0, text.indexOf(name)))
  return usesName(text, name) && (text.trim() === name || /[\p{L}\p{N},;(/]\s*$/u.test(before))
}

/** GPhC → GPC; three capitals at least, fewer stand for too much. */
export function initialsOf(name: string): string | null {
  const capitals = name.replace(/[^\p{Lu}]/gu, '')
  return capitals.length >= 3 && name.length <= 7 ? capitals : null
}

const LONG_FORM =
  /\p{Lu}[\p{L}-]+(?:\s+(?:(?:of|the|and|for|de|la|des|du|für|der)\s+){0,2}\p{Lu}[\p{L}-]+){2,6}/gu

/** Initials of the names of several words in a text: General Pharmaceutical Council → GPC. */
export function longFormsIn(text: string): Set<string> {
  const found = new Set<string>()
  for (const [name] of text.matchAll(LONG_FORM)) {
    const capitals = [...name.matchAll(/(?:^|[\s-])(\p{Lu})/gu)].map((match) => match[1] ?? '')
    for (let from = 0; from < capitals.length; from++)
      for (let to = from + 3; to <= capitals.length; to++) found.add(capitals.slice(from, to).join(''))
  }
  return found
}

const PREPOSITION =
  /\s(?:of|in|with|for|on|at|to|from|within|under|across|towards?|using|such as|like|including|und|oder|in|im|mit|von|für|bei|zur|zum|de|del|des|du|en|con|para|por|avec|dans|pour|sur|à)\s/iu
const ROMANCE = /\b(?:de|del|des|du|la|las|los|les|el|en|con|avec|dans|pour|para|y|et)\b/iu

/** Roots of which one must be found before a phrase counts as shown: its head nouns. */
export function headRoots(phrase: string): Set<string> {
  const parts = phrase.split(PREPOSITION).map((part) => telling(part))
  const first = parts.find((roots) => roots.length > 0) ?? []
  const head = ROMANCE.test(phrase) && !GERMAN.test(phrase) ? first[0] : first.at(-1)
  return new Set(head === undefined ? [] : [head])
}

function telling(part: string): string[] {
  return [...countRoots(part).keys()].filter((key) => rarity(key) >= 0.4)
}

const TRAIT =
  /\b(?:reliab\p{L}+|punctual\p{L}*|trustworth\p{L}+|honest\p{L}*|friendl\p{L}+|outgoing|calm\p{L}*|patien(?:t|ce)|discre(?:et|tion)|unflappable|humou?r|energ(?:y|etic)|enthusias\p{L}+|passion\p{L}*|motivat\p{L}+|positive|polite|tidy|clean-cut|smart (?:appearance|turnout)|presentable|attitude|mindset|work ethic|resilien\p{L}+|hard[- ]?working|committed|commitment|adaptab\p{L}+|curious|curiosity|initiative|self[- ]starter|can-do|team player|eye for detail|detail[- ]oriented|conscientious|proactive|empath\p{L}+|compassion\p{L}*|kind(?:ness)?|willing(?:ness)?|happy to|prepared to|comfortable (?:with|working)|able to (?:lift|stand|sit|bend|kneel|walk|climb|travel|start|commute|work (?:under|in|at|on|flexib\p{L}+))|ability to (?:lift|stand|sit|bend|kneel|walk|climb|travel|start|commute)|physical\p{L}*|fitness|stamina|manual dexterity|good health|medical (?:exam\p{L}*|check)|drug (?:and alcohol )?(?:test|screen)\p{L}*|vett(?:ing|ed)|background check|zuverlässig\p{L}*|pünktlich\p{L}*|freundlich\p{L}*|belastbar\p{L}*|sorgfält\p{L}+|gewissenhaft\p{L}*|engagiert\p{L}*|motiviert\p{L}*|flexibel|flexibilität|teamfähig\p{L}*|einsatzbereit\p{L}*|bereitschaft|körperlich\p{L}*|humor|freude|lernbereit\p{L}*|selbst(?:st)?ändig\p{L}*|verantwortungsbewuss\p{L}+|rigoureu\p{L}+|rigueur|ponctuel\p{L}*|autonom\p{L}+|dynamique|motivé\p{L}*|souriant\p{L}*|disponib\p{L}+|sérieu\p{L}+|polyvalent\p{L}*|responsable|puntual\p{L}*|proactiv\p{L}+|iniciativa|ganas|dinámic\p{L}+|organizad\p{L}+)(?![\p{L}])/giu

const WILLING =
  /\b(?:willing\p{L}*|happy to|prepared to|ready to|bereit\p{L}*|dispuest\p{L}+|disponib\p{L}+|(?:able|ability) to (?:lift|stand|sit|bend|kneel|walk|climb|travel|start|commute))(?![\p{L}])/iu

/** Whether a text speaks of what somebody would do or can bear, not of what they did. */
export function speaksOfWill(text: string): boolean {
  return WILLING.test(text)
}

const UNTOLD =
  /\b(?:pre-employment|medical (?:exam\p{L}*|check\p{L}*|assessment|screening)|health (?:check|screening)|drug (?:and alcohol )?(?:test|screen)\p{L}*|vett(?:ing|ed)|screening|references|criminal record|reliability check|gesundheitscheck|führungszeugnis)(?![\p{L}])/iu

/** Whether a phrase asks for nothing but character, body or willingness, which no résumé can be expected to tell. */
export function isTrait(phrase: string): boolean {
  if (UNTOLD.test(phrase)) return true
  if (!phrase.match(TRAIT)) return speaksOfWill(phrase)
  const rest = countRoots(fold(phrase.replace(TRAIT, ' ')))
  return speaksOfWill(phrase) || [...rest.keys()].filter((key) => rarity(key) === 1).length <= 1
}
