const stopWords = new Set(
  `a about after all also an and any are as at be been before both but by can could do does each for from had has have he her
  his how i if in into is it its just may me more most must my no not of off on one only or other our out over own she should
  so some such than that the their them then there these they this those to two under until up us very was we were what when
  where which while who whom why will with would you your
  aber als am an auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer eines er es für haben hat
  ihr ihre im in ist mit nach nicht oder sich sie sind und uns unser unsere unserer von vor wenn werden wie wir zu zum zur
  au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur nos notre nous ou par pas pour que qui sa se
  ses son sont sur un une vos votre vous`.split(/\s+/),
)

/** Words and names such as `c++`, `node.js` or `18th`, lower-cased; stop words dropped. */
export function tokenise(text: string): string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+(?:[.'’][\p{L}\p{N}]+)*[+#]*/gu) ?? []
  return words.filter((word) => !stopWords.has(word))
}

const suffixes: [RegExp, string][] = [
  [/('|’)s$/, ''],
  [/(ss|i)es$/, '$1'],
  [/(?<=[^aeiou]{1}[a-z]*)ies$/, 'i'],
  [/(?<=[a-z]{2,}[^s])s$/, ''],
  [/(?<=[aeiouy][a-z]*)(ed|ing)$/, ''],
  [/([^aeiouls])\1$/, '$1'],
  [/(?<=[a-z]{3,})(ational|ation|ator)$/, 'at'],
  [/(?<=[a-z]{3,})(ment|ness|ful|able|ible|ance|ence|ive|ize|ise|al|er|or|ly)$/, ''],
  [/(?<=[a-z]{2,})[eyi]$/, ''],
]

/** Light suffix stripping in the manner of Porter (1980): enough for a fair baseline, not a linguist. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z'’]+$/.test(word)) return word
  return suffixes.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), word)
}
