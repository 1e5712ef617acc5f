import { expect, test } from 'vitest'
import type { Understood } from '../../../src/domains/scouting/schema.ts'
import { understoodLines } from './understood-words.ts'

const nothing: Understood = {
  titles: [],
  places: [],
  workplaceTypes: [],
  where: [],
  minSalary: null,
  employmentTypes: [],
  excludedEmploymentTypes: [],
  seniority: null,
  languages: [],
  exclude: [],
  unread: [],
  parts: [],
}
const place = (raw: string) => ({ raw, addressLocality: raw, addressRegion: null, addressCountry: null })
const words = (understood: Partial<Understood>) =>
  understoodLines({ ...nothing, ...understood }).map((line) => `${line.label}: ${line.words}`)

test('nothing understood gives no line', () => {
  expect(words({})).toEqual([])
})

test('each condition is a line in words', () => {
  expect(
    words({
      titles: ['backend engineer', 'platform engineer'],
      seniority: 'senior',
      where: [
        { workplaceTypes: ['remote'], place: place('the EU') },
        { workplaceTypes: ['onsite', 'hybrid'], place: place('Berlin') },
      ],
      minSalary: { value: 70_000, currency: 'EUR', unit: 'YEAR' },
      employmentTypes: ['FULL_TIME', 'PART_TIME'],
      languages: ['de'],
    }),
  ).toEqual([
    'Job: backend engineer or platform engineer',
    'Level: senior',
    'Where: remote in the EU; or on site or hybrid in Berlin',
    'At least: €70,000 a year',
    'Kind of work: full time or part time',
    'Languages: German',
  ])
})

test('a way to work without a place, a place without one, and neither', () => {
  expect(words({ where: [{ workplaceTypes: ['remote'], place: null }] })).toEqual(['Where: remote'])
  expect(words({ where: [{ workplaceTypes: [], place: place('Leeds') }] })).toEqual(['Where: Leeds'])
  expect(words({ where: [{ workplaceTypes: [], place: null }] })).toEqual(['Where: anywhere'])
})

test('what is not wanted and what was not understood stand at the end', () => {
  const lines = understoodLines({
    ...nothing,
    titles: ['nurse'],
    exclude: ['night shifts'],
    excludedEmploymentTypes: ['CONTRACTOR'],
    unread: ['blorf', 'the grumpf'],
  })
  expect(lines.map(({ kind }) => kind)).toEqual(['wanted', 'unwanted', 'unread'])
  expect(lines.map(({ words: said }) => said)).toEqual([
    'nurse',
    'night shifts, freelance or contract',
    '“blorf”, “the grumpf”',
  ])
})
