import { describe, expect, test } from 'vitest'
import { readPostingSamples, readResumeSample } from './read-sample-files.ts'
import { readSamplePosting } from './sample-posting.ts'

const now = new Date('2026-03-10T09:00:00Z')
const baker = `---
title: Baker
employer: Crumb & Lantern
place: Cork, Ireland; Galway, Ireland
workplace: Onsite
applicants: Ireland; Spain
type: Full-time, Part-time
salary: 15.00 - 17.50 EUR per hour
posted: 3 days ago
closes: in 20 days
---

We bake <bread> at night.

## What you bring

- Patience
- A steady hand
`

describe('a file', () => {
  test('becomes a posting with its fields, days counted from today', () => {
    expect(readSamplePosting('baker-cork', baker, now)).toMatchObject({
      identifier: { source: 'sample', board: null, value: 'baker-cork' },
      url: '',
      title: 'Baker',
      hiringOrganization: { name: 'Crumb & Lantern' },
      jobLocation: [
        { addressLocality: 'Cork', addressCountry: 'IE' },
        { addressLocality: 'Galway', addressCountry: 'IE' },
      ],
      workplaceType: 'onsite',
      applicantLocationRequirements: [{ addressCountry: 'IE' }, { addressCountry: 'ES' }],
      employmentType: ['FULL_TIME', 'PART_TIME'],
      baseSalary: { minValue: 15, maxValue: 17.5, currency: 'EUR', unitText: 'HOUR', suspect: null },
      datePosted: '2026-03-07',
      validThrough: '2026-03-30',
      inLanguage: 'en',
    })
  })

  test('keeps its headings, lists and characters', () => {
    const { description, descriptionText } = readSamplePosting('baker-cork', baker, now)
    expect(description).toContain('<h3>What you bring</h3>')
    expect(description).toContain('<li>A steady hand</li>')
    expect(descriptionText).toContain('We bake <bread> at night.')
    expect(descriptionText).toMatch(/What you bring\n+\W*Patience\n\W*A steady hand/)
  })

  test.each([
    ['without a head', baker.replace('---', ''), 'no head'],
    ['without an employer', baker.replace(/employer.*\n/, ''), 'lacks employer'],
    ['with a line nobody knows', baker.replace('salary', 'pay'), 'pay: 15.00'],
    ['with a date', baker.replace('3 days ago', '2026-03-07'), '2026-03-07'],
  ])('%s is refused with its name and the line', (_what, file, words) => {
    expect(() => readSamplePosting('baker-cork', file, now)).toThrow(`baker-cork: `)
    expect(() => readSamplePosting('baker-cork', file, now)).toThrow(words)
  })
})

test('a folder that is not there is said in words', async () => {
  await expect(readPostingSamples('/nowhere')).rejects.toMatchObject({ code: 'samples_missing' })
  await expect(readResumeSample('/nowhere')).rejects.toMatchObject({ code: 'samples_missing' })
})

describe('the files of samples/postings', async () => {
  const files = await readPostingSamples()
  const samples = files.map(({ fileName, bytes }) => {
    const file = Buffer.from(bytes).toString()
    return { fileName, file, posting: readSamplePosting(fileName.replace(/\.md$/, ''), file, now) }
  })

  test.each(samples)('$fileName says who, what and where', ({ posting }) => {
    expect(posting.title).not.toBe('')
    expect(posting.hiringOrganization.name).not.toBe('')
    expect(posting.workplaceType === 'remote' || posting.jobLocation[0]?.addressCountry).toBeTruthy()
    const { suspect, unitText } = posting.baseSalary ?? { suspect: null, unitText: 'none' }
    expect({ suspect, hasUnit: unitText !== null }).toEqual({ suspect: null, hasUnit: true })
  })

  test('are as long as real ones, but for the one of which only the beginning is there', () => {
    const lengths = samples.map(({ posting }) => posting.descriptionText.split(/\s+/).length)
    expect(lengths.filter((words) => words < 110 || words > 450)).toHaveLength(1)
  })

  test('are of many employers, countries and languages', () => {
    const countries = samples.flatMap(({ posting }) =>
      posting.jobLocation.map((place) => place.addressCountry),
    )
    expect(new Set(samples.map(({ posting }) => posting.hiringOrganization.name)).size).toBe(samples.length)
    expect(new Set(countries.filter(Boolean)).size).toBeGreaterThanOrEqual(10)
    expect(new Set(samples.map(({ posting }) => posting.inLanguage))).toEqual(
      new Set(['en', 'de', 'fr', 'es']),
    )
    expect(new Set(samples.map(({ posting }) => posting.workplaceType))).toEqual(
      new Set(['remote', 'hybrid', 'onsite', 'unknown']),
    )
    expect(samples.some(({ posting }) => posting.baseSalary === null)).toBe(true)
  })
})
