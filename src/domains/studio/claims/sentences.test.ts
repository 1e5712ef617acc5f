import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitSentences } from './sentences.ts'

const texts = (text: string, names?: string[]) => splitSentences(text, names).map((sentence) => sentence.text)

test('splits at full stops and at line ends', () => {
  expect(texts('Dear team,\n\nI led it. We won!  Did you?\nMara')).toEqual([
    'Dear team,',
    'I led it.',
    'We won!',
    'Did you?',
    'Mara',
  ])
})

test('abbreviations, initials and decimal points end nothing', () => {
  expect(texts('I met Dr. Amara at 3.5 m, e.g. J. Doe of Acme Inc. in Bonn. Then I left.')).toEqual([
    'I met Dr. Amara at 3.5 m, e.g. J. Doe of Acme Inc. in Bonn.',
    'Then I left.',
  ])
})

test('a company suffix ends a sentence before a plain opener', () => {
  expect(texts('I worked at Acme Inc. My skills include Go.', ['Acme Inc.'])).toEqual([
    'I worked at Acme Inc.',
    'My skills include Go.',
  ])
  expect(texts('I worked at Acme Inc. Berlin.', ['Acme Inc. Berlin'])).toHaveLength(1)
})

test('a full stop inside a known name ends nothing', () => {
  expect(texts('I nursed at Haus Abt. Nord for years. I stayed.', ['Haus Abt. Nord'])).toHaveLength(2)
  expect(texts('I cooked at Chez M. Then I left.', ['Chez M. Then'])).toHaveLength(1)
})

test('a German date stays whole', () => {
  expect(texts('Seit dem 1. Januar 2020 arbeite ich dort. Gern mehr.')).toHaveLength(2)
})

test('spans are exact, in order, and leave out only white space', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const sentences = splitSentences(text)
      let reached = 0
      for (const { span, text: own } of sentences) {
        expect(text.slice(...span)).toBe(own)
        expect(text.slice(reached, span[0]).trim()).toBe('')
        reached = span[1]
      }
      expect(text.slice(reached).trim()).toBe('')
    }),
    { numRuns: 300 },
  )
})
