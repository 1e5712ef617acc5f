/** How alike a query is to each document, by document position. Documents and query are token lists. */
export type Ranker = (documents: string[][], query: string[]) => number[]

function countTerms(tokens: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}

function documentFrequencies(documents: Map<string, number>[]): Map<string, number> {
  return countTerms(documents.flatMap((document) => [...document.keys()]))
}

/** Okapi BM25 with the usual k1 and b; every query occurrence counts (Robertson & Zaragoza 2009). */
export const bm25: Ranker = (documents, query) => {
  const k1 = 1.2
  const b = 0.75
  const counted = documents.map(countTerms)
  const frequencies = documentFrequencies(counted)
  const averageLength = documents.reduce((sum, document) => sum + document.length, 0) / documents.length
  const idf = (term: string) => {
    const frequency = frequencies.get(term) ?? 0
    return Math.log(1 + (documents.length - frequency + 0.5) / (frequency + 0.5))
  }
  return counted.map((terms, at) => {
    const norm = k1 * (1 - b + (b * (documents[at]?.length ?? 0)) / averageLength)
    return query.reduce((score, term) => {
      const count = terms.get(term) ?? 0
      return score + (idf(term) * count * (k1 + 1)) / (count + norm)
    }, 0)
  })
}

/** Cosine of log-weighted TF-IDF vectors (ltc.ltc in SMART notation). */
export const tfIdfCosine: Ranker = (documents, query) => {
  const counted = documents.map(countTerms)
  const frequencies = documentFrequencies(counted)
  const weigh = (terms: Map<string, number>) => {
    const vector = new Map<string, number>()
    for (const [term, count] of terms) {
      const idf = Math.log((documents.length + 1) / ((frequencies.get(term) ?? 0) + 0.5))
      vector.set(term, (1 + Math.log(count)) * idf)
    }
    const length = Math.hypot(...vector.values())
    return { vector, length }
  }
  const wanted = weigh(countTerms(query))
  return counted.map((terms) => {
    const document = weigh(terms)
    let dot = 0
    for (const [term, weight] of document.vector) dot += weight * (wanted.vector.get(term) ?? 0)
    return document.length * wanted.length === 0 ? 0 : dot / (document.length * wanted.length)
  })
}
