import { describe, expect, test } from 'vitest'
import { bm25, tfIdfCosine } from './baselines.ts'
import { f1, ndcg, pairSpans } from './metrics.ts'
import { stem, tokenise } from './tokens.ts'

describe('nDCG', () => {
  test('is 1 for the best order and less for any other', () => {
    expect(ndcg([3, 2, 1, 0], 10)).toBe(1)
    expect(ndcg([2, 3, 1, 0], 10)).toBeLessThan(1)
  })
  test('follows the formula by hand: grades 0, 3 against 3, 0', () => {
    expect(ndcg([0, 3], 10)).toBeCloseTo(1 / Math.log2(3), 10)
  })
  test('looks no further than its depth', () => {
    expect(ndcg([0, 0, 3], 2)).toBe(0)
  })
})

describe('pairing of spans', () => {
  test('needs half of the shorter one', () => {
    expect(pairSpans([[0, 10]], [[6, 30]])).toEqual([])
    expect(pairSpans([[0, 10]], [[5, 30]])).toEqual([[0, 0]])
  })
  test('uses each prediction and label once, the larger overlap first', () => {
    const pairs = pairSpans(
      [
        [0, 40],
        [0, 10],
      ],
      [
        [0, 12],
        [15, 40],
      ],
    )
    expect(pairs).toEqual([
      [0, 1],
      [1, 0],
    ])
  })
})

test('F1 is the harmonic mean and 0 when nothing was found', () => {
  expect(f1({ truePositives: 6, predicted: 8, labelled: 12 })).toEqual({
    precision: 0.75,
    recall: 0.5,
    f1: 0.6,
  })
  expect(f1({ truePositives: 0, predicted: 0, labelled: 3 }).f1).toBe(0)
})

describe('baselines', () => {
  const documents = [
    'python backend services',
    'nurse on a ward',
    'python and python again, nothing else',
  ].map(tokenise)
  test.each([
    ['bm25', bm25],
    ['tf-idf', tfIdfCosine],
  ])('%s ranks the document that shares the rarer words first', (_name, ranker) => {
    const scores = ranker(documents, tokenise('backend services in python'))
    expect(scores.indexOf(Math.max(...scores))).toBe(0)
    expect(scores[1]).toBe(0)
  })
})

test('tokens keep names with signs, lose stop words', () => {
  expect(tokenise('The C++ and Node.js of C#, für Köche')).toEqual(['c++', 'node.js', 'c#', 'köche'])
})

test.each([
  ['nurses', 'nurse'],
  ['managing', 'managed'],
  ['companies', 'company'],
  ['installation', 'installations'],
])('%s and %s share a stem', (a, b) => {
  expect(stem(a)).toBe(stem(b))
})
