import { expect, test } from 'vitest'
import type { FactKind, ProfileFact } from '../../../src/domains/resumes/schema.ts'
import { groupFacts } from './group-facts.ts'

let made = 0
function fact(kind: FactKind, path: string, text: string, state: ProfileFact['state'] = 'unconfirmed') {
  made += 1
  return { id: `fact-${made}`, kind, path, text, state, span: null, value: null, origin: 'resume' as const }
}

const outline = (facts: ProfileFact[]) =>
  groupFacts(facts).map(({ title, entries }) => [
    title,
    ...entries.map(({ heading, facts: own }) => [heading, ...own.map(({ text }) => text)]),
  ])

test('sections come as on a résumé, whatever the order of the facts', () => {
  const facts = [
    fact('language', '/languages/0', 'German'),
    fact('skill', '/skills/0/name', 'Welding'),
    fact('availability', '/basics/availability', 'from May'),
    fact('title', '/work/0/position', 'Welder'),
    fact('name', '/basics/name', 'Ann Example'),
  ]
  expect(groupFacts(facts).map(({ title }) => title)).toEqual([
    'Contact and summary',
    'Work',
    'Skills',
    'Languages',
    'Right to work and availability',
  ])
})

test('a job is one entry: its title and employer, then dates, then the points in their own order', () => {
  const points = Array.from({ length: 11 }, (_, index) =>
    fact('highlight', `/work/0/highlights/${index}`, `point ${index}`),
  )
  const facts = [
    ...points.toReversed(),
    fact('end_date', '/work/0/endDate', 'present'),
    fact('start_date', '/work/0/startDate', '03/2021'),
    fact('employer', '/work/0/name', 'Tessellate'),
    fact('title', '/work/0/position', 'Engineer'),
  ]
  const [work] = groupFacts(facts)
  expect(work?.entries).toHaveLength(1)
  expect(work?.entries[0]).toMatchObject({
    key: '/work/0',
    heading: 'Engineer, Tessellate',
    when: '03/2021 – present',
  })
  expect(work?.entries[0]?.facts.map(({ text }) => text)).toEqual([
    'Engineer',
    'Tessellate',
    '03/2021',
    'present',
    ...points.map(({ text }) => text),
  ])
})

test('the tenth job comes after the second, and a study is named by degree, subject and school', () => {
  const facts = [
    fact('title', '/work/10/position', 'Tenth'),
    fact('title', '/work/2/position', 'Second'),
    fact('institution', '/education/0/institution', 'Leeds'),
    fact('field', '/education/0/area', 'Nursing'),
    fact('degree', '/education/0/studyType', 'BSc'),
  ]
  expect(outline(facts)).toEqual([
    ['Work', ['Second', 'Second'], ['Tenth', 'Tenth']],
    ['Education', ['BSc Nursing, Leeds', 'BSc', 'Nursing', 'Leeds']],
  ])
})

test('an entry that only has points has no heading, and removed facts are left out', () => {
  const facts = [
    fact('highlight', '/volunteer/0/highlights/0', 'Taught children to code'),
    fact('skill', '/skills/0/name', 'Kept'),
    fact('skill', '/skills/1/name', 'Gone', 'removed'),
    fact('interest', '/interests/0/name', 'Gone too', 'removed'),
  ]
  expect(outline(facts)).toEqual([
    ['Skills', [null, 'Kept']],
    ['Volunteering', [null, 'Taught children to code']],
  ])
})

test('a fact at a place that is not known is still shown', () => {
  expect(outline([fact('highlight', '/references/0/text', 'Odd')])).toEqual([['Other', [null, 'Odd']]])
})
