import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { moveClaims } from './move-claims.ts'

const text = 'I use Docker. I led 4 people. Regards'
const claim = (words: string) => {
  const at = text.indexOf(words)
  const span: [number, number] = [at, at + words.length]
  return { span, factIds: [words], flagged: false, reason: null }
}
const claims = [claim('I use Docker.'), claim('I led 4 people.')]
const quoted = (current: string) =>
  moveClaims(claims, text, current).map(({ span, changed }) => [current.slice(...span), changed])

describe('where the sentences are after typing', () => {
  test.each([
    [
      'nothing typed',
      text,
      [
        ['I use Docker.', false],
        ['I led 4 people.', false],
      ],
    ],
    [
      'before both',
      `Hello. ${text}`,
      [
        ['I use Docker.', false],
        ['I led 4 people.', false],
      ],
    ],
    [
      'behind both',
      `${text}, Mira`,
      [
        ['I use Docker.', false],
        ['I led 4 people.', false],
      ],
    ],
    [
      'inside the first',
      text.replace('Docker', 'Podman'),
      [
        ['I use Podman.', true],
        ['I led 4 people.', false],
      ],
    ],
    [
      'inside the second',
      text.replace('4', '14'),
      [
        ['I use Docker.', false],
        ['I led 14 people.', true],
      ],
    ],
    ['the first taken out', text.slice(13), [['I led 4 people.', false]]],
    ['everything replaced', 'x', []],
    ['emptied', '', []],
  ])('%s', (_, current, expected) => {
    expect(quoted(current)).toEqual(expected)
  })

  test('a change over the border of two drops both until they are checked again', () => {
    expect(quoted(text.replace('Docker. I led', 'Docker and led'))).toEqual([])
  })
})

test('any two texts: spans inside the text, in order, and untouched words stay the same words', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.nat(40), fc.nat(10), (typed, at, gone) => {
      const current = text.slice(0, at) + typed + text.slice(at + gone)
      let reached = 0
      for (const { span, changed, factIds } of moveClaims(claims, text, current)) {
        expect(span[0]).toBeGreaterThanOrEqual(reached)
        expect(span[1]).toBeGreaterThan(span[0])
        expect(span[1]).toBeLessThanOrEqual(current.length)
        expect(changed || factIds[0] === current.slice(...span)).toBe(true)
        reached = span[1]
      }
    }),
  )
})
