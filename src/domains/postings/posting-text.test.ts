import { describe, expect, test } from 'vitest'
import { looksClosed } from './closed.ts'
import { noticesOf } from './notices.ts'
import { buildPosting, type PostingParts } from './posting.ts'
import { postingText } from './posting-text.ts'
import { readPlaces } from './places.ts'
import { salaryOf } from './salary.ts'

const now = new Date('2026-08-20T11:30:00Z')

function posting(parts: Partial<PostingParts> = {}) {
  return buildPosting({ source: 'lever', id: '1', now, title: 'Cook', organization: 'Inn', ...parts })
}

describe('what matching reads', () => {
  test('values that the description doesn’t say, then the description word for word', () => {
    const full = posting({
      description: '<p>Make soup.</p><ul><li>Salt</li></ul>',
      jobLocation: readPlaces('Oslo, Norway | Bergen'),
      workplaceType: 'hybrid',
      employmentType: ['FULL_TIME', 'TEMPORARY', 'OTHER'],
      applicantLocationRequirements: [{ raw: 'Norway', addressCountry: 'NO' }],
      baseSalary: salaryOf({ min: 30_000, max: 40_000, currency: 'NOK', unit: 'month' }),
    })
    expect(postingText(full)).toBe(
      'Cook\nCompany: Inn\nLocation: Oslo, Norway; Bergen\nWorkplace: hybrid\nApplicants from: Norway\nEmployment type: full-time, temporary\nSalary: 30,000 - 40,000 NOK per month\n\nMake soup.\n\n- Salt',
    )
  })

  test('what the description says is not said twice', () => {
    const description =
      '<p>Inn seeks a COOK in Oslo, Norway. Full time, hybrid. 30.000–40.000 NOK a month.</p>'
    const full = posting({
      description,
      jobLocation: readPlaces('Oslo, Norway'),
      workplaceType: 'hybrid',
      employmentType: ['FULL_TIME'],
      baseSalary: salaryOf({ min: 30_000, max: 40_000, currency: 'NOK', unit: 'month' }),
    })
    expect(postingText(full)).toBe(full.descriptionText)
    expect(
      postingText(
        posting({
          description: '<p>We pay 30k to 40k.</p>',
          title: '',
          organization: '',
          baseSalary: salaryOf({ min: 30_000, max: 40_000 }),
        }),
      ),
    ).toBe('We pay 30k to 40k.')
  })

  test('open bounds, no figures, nothing at all', () => {
    const salary = (parts: Parameters<typeof salaryOf>[0]) =>
      postingText(posting({ baseSalary: salaryOf(parts) }))
        .split('\n')
        .at(-1)
    expect(salary({ max: 50, currency: 'EUR', unit: 'hour' })).toBe('Salary: up to 50 EUR per hour')
    expect(salary({ min: 50_000.5 })).toBe('Salary: from 50,000.5')
    expect(postingText(posting({ title: '', organization: '' }))).toBe('')
  })
})

describe('looks closed', () => {
  test.each([
    'We are no longer accepting applications.',
    'This position has been filled.',
    'This job is no longer available',
    'Applications are closed.',
    'The vacancy has expired',
    'Diese Stelle ist leider nicht mehr verfügbar',
    "Cette offre n'est plus disponible",
  ])('%s', (words) => {
    expect(looksClosed(posting(), now, `Cook. ${words} Thanks.`)).toContain('It says')
    expect(looksClosed(posting({ description: `<p>${words}</p>` }), now)).toContain('It says')
  })

  test.each([
    'We close deals.',
    'Applications close on Friday.',
    'This position has been created for you.',
    'You fill positions.',
    'Fill closed bottles.',
  ])('not by: %s', (words) => {
    expect(looksClosed(posting({ description: `<p>${words}</p>` }), now)).toBeNull()
  })

  test('a day lasts until its end everywhere', () => {
    expect(looksClosed(posting({ validThrough: '2026-08-19' }), now)).toBeNull()
    expect(looksClosed(posting({ validThrough: '2026-08-18' }), now)).toContain('2026-08-18')
    expect(looksClosed(posting({ validThrough: '2026-08-20T11:29:00.000Z' }), now)).not.toBeNull()
    expect(looksClosed(posting({ validThrough: '2026-08-20T11:31:00.000Z' }), now)).toBeNull()
  })
})

describe('notices', () => {
  const long = `<p>${'You cook soup for many people. '.repeat(10)}</p>`
  test.each<[string, Partial<PostingParts>, string[]]>([
    ['nothing to say', { description: long }, []],
    ['no description', {}, ['no_description']],
    ['a snippet', { description: '<p>You cook soup for many people and …</p>' }, ['snippet_only']],
    ['a source of snippets', { description: long, source: 'adzuna' }, ['snippet_only']],
    ['closed', { description: long, validThrough: '2020-01-01' }, ['looks_closed']],
    ['odd pay', { description: long, baseSalary: salaryOf({ min: 75, unit: 'year' }) }, ['suspect_salary']],
  ])('%s', (_, parts, expected) => {
    expect(noticesOf(posting(parts), now)).toEqual(expected)
  })
})

test('content is the same whatever its spacing and case', () => {
  const hash = (description: string) => posting({ description }).contentHash
  expect(hash('<p>Make  soup.</p>')).toBe(hash('<div>make soup.</div>'))
  expect(hash('<p>Make soup.</p>')).not.toBe(hash('<p>Make stew.</p>'))
})
