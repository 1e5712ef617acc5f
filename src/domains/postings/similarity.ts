/** Sets of five-word stretches: texts that share most of them are the same posting told twice. */
function shingles(text: string, size = 5): Set<string> {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter((word) => word !== '')
    .slice(0, 5000)
  const found = new Set<string>()
  for (let index = 0; index + size <= words.length; index++)
    found.add(words.slice(index, index + size).join(' '))
  return found
}

/** Jaccard similarity of the two texts' shingles, 0 to 1; 0 when either is too short to say. */
export function similarity(left: string, right: string): number {
  const [a, b] = [shingles(left), shingles(right)]
  if (a.size < 10 || b.size < 10) return 0
  let shared = 0
  for (const entry of a) if (b.has(entry)) shared++
  return shared / (a.size + b.size - shared)
}

export const SAME_TEXT = 0.8
