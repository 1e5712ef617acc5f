import { expect, test } from 'vitest'
import { parseResume } from '../parse-resume.ts'
import { MAX_LINES, tameLine } from './tame-lines.ts'

const line = (text: string) => ({ text, scale: 1, heading: true, startsColumn: true })

test('a line of a résumé stays as it is', () => {
  const one = line(`Led ${'a team that shipped '.repeat(30)}`.trim())
  expect(tameLine(one)).toEqual([one])
})

test('longer ones become pieces that end at blanks and lose nothing', () => {
  const text = 'word '.repeat(1_000).trim()
  const pieces = tameLine(line(text))
  expect(pieces.map((piece) => piece.text).join(' ')).toBe(text)
  expect(Math.max(...pieces.map((piece) => piece.text.length))).toBeLessThanOrEqual(1_000)
  expect(pieces.slice(0, 2)).toMatchObject([{ heading: true, startsColumn: true }, { heading: false }])
  expect(pieces[1]).not.toHaveProperty('startsColumn')
})

test('no character is cut in two, and scripts without blanks keep their words', () => {
  const text = `x${'😀'.repeat(2_000)}`
  const pieces = tameLine(line(text)).map((piece) => piece.text)
  expect(pieces.join('')).toBe(text)
  expect(pieces.every((piece) => piece.isWellFormed())).toBe(true)
})

// What takes time by the square of its length, without bounds takes minutes.
const most = 200_000
const nasty = ['a', '1', '-', '2020-', 'A ', 'a\n', '• a\n', 'a | b ']

test.each(nasty)('200,000 characters of %j are understood in a moment', (part) => {
  const lines = part
    .repeat(most / part.length)
    .split('\n')
    .slice(0, MAX_LINES)
  const text = lines
    .flatMap((each) => tameLine(line(each)))
    .map((piece) => piece.text)
    .join('\n')
    .slice(0, most)
  const { user: before } = process.cpuUsage()
  parseResume(text, { today: '2026-11-20' })
  expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(3_000)
})
