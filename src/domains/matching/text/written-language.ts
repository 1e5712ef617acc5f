/** Words that carry grammar in one of these languages and hardly occur in the others. */
const grammar: Record<string, RegExp> = {
  en: /\b(?:the|and|of|with|for|from|you|our|at)\b/giu,
  de: /\b(?:und|der|die|das|mit|für|von|im|bei|zur|den|wir|sie)\b/giu,
  fr: /\b(?:et|les|du|pour|avec|dans|une|aux|vous|nous|sur)\b/giu,
  es: /\b(?:los|las|del|para|con|por|una|el|nuestro|tu)\b/giu,
}

/** Languages a text is written in: those with enough of their grammar in it. */
export function languagesOfText(text: string): Set<string> {
  const counts = Object.entries(grammar).map(([tag, words]): [string, number] => [
    tag,
    text.match(words)?.length ?? 0,
  ])
  const top = Math.max(...counts.map(([, count]) => count))
  return new Set(counts.filter(([, count]) => count >= 5 && count >= top * 0.35).map(([tag]) => tag))
}
