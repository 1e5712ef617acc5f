import { describe, expect, test } from 'vitest'
import { markSpans, type Mark } from './mark-spans.ts'

/** Marks by the words they cover. */
function over(text: string, words: Record<string, string>): Mark[] {
  return Object.entries(words).map(([id, word]) => {
    const start = text.indexOf(word)
    return { id, span: [start, start + word.length] }
  })
}

function shown(text: string, marks: readonly Mark[]): [string, string][] {
  return markSpans(text, marks).map((segment) => [segment.text, segment.ids.join('+')])
}

describe('markSpans', () => {
  const text = 'five years of TypeScript and Go'

  test('cuts around a mark', () => {
    expect(shown(text, over(text, { a: 'TypeScript' }))).toEqual([
      ['five years of ', ''],
      ['TypeScript', 'a'],
      [' and Go', ''],
    ])
  })

  test('a nested mark is the innermost, whichever came first', () => {
    const marks = over(text, { inner: 'TypeScript', outer: text })
    expect(shown(text, marks)).toEqual([
      ['five years of ', 'outer'],
      ['TypeScript', 'outer+inner'],
      [' and Go', 'outer'],
    ])
    expect(markSpans(text, marks.toReversed())).toEqual(markSpans(text, marks))
  })

  test('overlapping marks share the middle', () => {
    const marks = over(text, { a: 'years of TypeScript', b: 'TypeScript and Go' })
    expect(shown(text, marks)).toEqual([
      ['five ', ''],
      ['years of ', 'a'],
      ['TypeScript', 'a+b'],
      [' and Go', 'b'],
    ])
  })

  test('touching marks stay apart; equal ones share their segment', () => {
    expect(shown('abcd', [mark('a', 0, 2), mark('b', 2, 4), mark('c', 2, 4)])).toEqual([
      ['ab', 'a'],
      ['cd', 'b+c'],
    ])
  })

  test('empty, reversed and outside spans cover nothing; one that reaches beyond the end is cut', () => {
    const marks = [mark('empty', 1, 1), mark('back', 3, 2), mark('after', 9, 12), mark('beyond', 2, 99)]
    expect(shown('abcd', marks)).toEqual([
      ['ab', ''],
      ['cd', 'beyond'],
    ])
    expect(markSpans('', [mark('a', 0, 3)])).toEqual([])
  })

  test('never cuts through a surrogate pair', () => {
    expect(shown('a😀b', [mark('half', 2, 3)])).toEqual([
      ['a', ''],
      ['😀', 'half'],
      ['b', ''],
    ])
  })

  test('the segments, joined, are the text', () => {
    const marks = Array.from({ length: 40 }, (_, index) =>
      mark(`m${index}`, (index * 7) % 31, ((index * 7) % 31) + (index % 9)),
    )
    const segments = markSpans(text, marks)
    expect(segments.map((segment) => segment.text).join('')).toBe(text)
    for (const { start, text: part, ids } of segments) {
      const covering = marks.filter(({ span }) => span[0] <= start && span[1] >= start + part.length)
      expect(ids.toSorted()).toEqual(covering.map(({ id }) => id).toSorted())
    }
  })
})

function mark(id: string, start: number, end: number): Mark {
  return { id, span: [start, end] }
}
