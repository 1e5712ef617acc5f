import { CONJUNCTION, isFiller } from './fillers.ts'
import { TAKEN, type Scan, type Span } from './scan.ts'

/** "No", "keine", "sans": what follows is not wanted. */
const CUE =
  /(?<![\p{L}\p{N}])(?:(?:absolutely |definitely )?no(?! (?:preference|matter|problem|later|less|more))|not(?! (?:only|just|necessarily|fussy))|non(?!-)|without|never|except(?: for)?|excluding|excluded?|avoid(?:ing)?|other than|apart from|(?:i )?(?:do not|don['’]?t|won['’]?t)(?: (?:want|like|do|need|work(?: in| for)?))?|nothing (?:in|with|like|to do with)|neither|(?:(?:that|which|who|it|this)(?: is|['’]s| are)? )?(?:is|are)n['’]t|keine?[rnms]?|nicht(?! nur)|nichts (?:mit|in)|ohne|außer|nie|niemals|bloß nicht|pas(?: de| en| le| la| les)?|aucune?|sans|jamais|sauf|sin|nada de|excepto|salvo|nunca|senza|niente|nessun[ao]?|tranne|sem|não|exceto|geen|niet|zonder|nooit|behalve)(?![\p{L}\p{N}])|(?<!\p{L})pas d['’]/giu
/** Where what isn't wanted ends. */
const HALT =
  /[,;.!?()|\n\u2022]|(?<!\p{L})(?:but|aber|sondern|mais|pero|sino|ma|maar|however|rather|instead|bitte|please|thanks)(?!\p{L})/iu

export interface Refusal {
  /** Of the word that refuses. */
  cue: Span
  /** Of what it refuses. */
  scope: Span
}

export function findRefusals(text: string): Refusal[] {
  const cues = [...text.matchAll(CUE)].map((match): Span => [match.index, match.index + match[0].length])
  return cues.map((cue, at) => {
    const next = cues[at + 1]?.[0] ?? text.length
    const rest = text.slice(cue[1], next)
    const halts = [HALT.exec(rest)?.index, rest.indexOf(TAKEN)].filter(
      (index): index is number => index !== undefined && index >= 0,
    )
    return { cue, scope: [cue[1], cue[1] + Math.min(rest.length, ...halts)] }
  })
}

const PURE = /^(?:pure|purely|fully|any|more|reine?[rsn]?|100|full)$/i

/**
 * Whether a refusal reaches `span`: it follows at once, or another refused thing and an "or" stand between.
 * "No agencies full time" refuses agencies only.
 */
export function isRefused(scan: Scan, refusals: Refusal[], refused: Span[], span: Span): boolean {
  const refusal = refusals.find(({ scope }) => scope[0] <= span[0] && span[1] <= scope[1])
  if (!refusal) return false
  const [from, to] = [refusal.scope[0], span[0]]
  let between = scan.sentence.slice(from, to)
  for (const [start, end] of refused)
    if (start >= from && end <= to)
      between = between.slice(0, start - from) + ' '.repeat(end - start) + between.slice(end - from)
  const words = between.split(/\s+/).filter((word) => word !== '')
  if (words.every((word) => isFiller(word) || PURE.test(word))) return true
  return CONJUNCTION.test(words.at(-1) ?? '')
}
