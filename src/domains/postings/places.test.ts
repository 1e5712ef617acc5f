import { expect, test } from 'vitest'
import { countryCode } from './countries.ts'
import { applicantPlaces, readPlace, readPlaces, schemaPlaces } from './places.ts'
import { workplaceInText, workplaceOf } from './workplace.ts'

test.each([
  ['Berlin, Germany', 'Berlin', null, 'DE'],
  ['Miami, FL', 'Miami', 'FL', 'US'],
  ['San Jose, CA, United States', 'San Jose', 'CA', 'US'],
  ['Chicago, Illinois, United States', 'Chicago', 'IL', 'US'],
  ['London, England, United Kingdom', 'London', 'England', 'GB'],
  ['London, UK', 'London', null, 'GB'],
  ['Toronto, ON', 'Toronto', 'ON', 'CA'],
  ['Berlin, DE', 'Berlin', null, 'DE'],
  ['Wilmington, DE', 'Wilmington', 'DE', 'US'],
  ['Bangalore, Karnataka', 'Bangalore', 'Karnataka', 'IN'],
  ['New York, NY (HQ)', 'New York', 'NY', 'US'],
  ['Washington, D.C.', 'Washington', 'DC', 'US'],
  ['Remote (Canada)', null, null, 'CA'],
  ['Remote - US', null, null, 'US'],
  ['Remote-India (PEO)', null, null, 'IN'],
  ['Hybrid in Munich', 'Munich', null, 'DE'],
  ['Huntsville, Alabama, on site', 'Huntsville', 'AL', 'US'],
  ['Oslo', 'Oslo', null, 'NO'],
  ['Norwich, Norfolk', 'Norwich', 'Norfolk', 'GB'],
  ['Atlanta, Georgia', 'Atlanta', 'Georgia', 'US'],
  // Either country or state: not for us to say.
  ['Springfield, Georgia', 'Springfield', 'Georgia', null],
  ['Offenburg', 'Offenburg', null, null],
  ['Remote', null, null, null],
  ['Anywhere in the World', null, null, null],
  ['EMEA', null, null, null],
  ['Krishnagiri,', 'Krishnagiri', null, null],
])('%s', (raw, addressLocality, addressRegion, addressCountry) => {
  expect(readPlace(raw)).toEqual({ raw, addressLocality, addressRegion, addressCountry })
})

test('several places are told apart, each as written', () => {
  expect(readPlaces('Berlin | Paris, France; Oslo · Remote').map((place) => place.raw)).toEqual([
    'Berlin',
    'Paris, France',
    'Oslo',
    'Remote',
  ])
})

test.each([
  ['us', 'US'],
  ['USA', 'US'],
  ['Deutschland', 'DE'],
  ['The Netherlands', 'NL'],
  ['Allemagne', 'DE'],
  ['UK', 'GB'],
  ['Scotland', 'GB'],
  ['Georgia', 'GE'],
  ['XX', null],
  ['', null],
  ['Atlantis', null],
  ['South Korea', 'KR'],
  ['Türkiye', 'TR'],
])('country %j is %s', (written, code) => {
  expect(countryCode(written)).toBe(code)
})

test.each([
  ['EMEA,  LATAM,  Canada,  USA', ['EMEA', 'LATAM', 'Canada', 'USA'], [null, null, 'CA', 'US']],
  ['Worldwide', [], []],
  ['California, US', ['California, US'], ['US']],
  [[{ '@type': 'Country', name: 'DE' }], ['DE'], ['DE']],
  [['United Kingdom'], ['United Kingdom'], ['GB']],
])('applicants from %j', (written, raw, codes) => {
  const places = applicantPlaces(written)
  expect(places.map((place) => place.raw)).toEqual(raw)
  expect(places.map((place) => place.addressCountry)).toEqual(codes)
})

test.each([
  ['a string', 'Berlin, Germany', 'DE'],
  ['an address as a string', { '@type': 'Place', address: 'Berlin, Germany' }, 'DE'],
  [
    'a country as an object',
    { address: { addressLocality: 'Lyon', addressCountry: { '@type': 'Country', name: 'FR' } } },
    'FR',
  ],
  ['a country as a list', { address: { addressLocality: 'Lyon', addressCountry: ['France'] } }, 'FR'],
  ['an address without Place', { addressLocality: 'Lyon', addressCountry: 'FRA' }, 'FR'],
])('schema.org places: %s', (_, value, country) => {
  expect(schemaPlaces(value)[0]?.addressCountry).toBe(country)
})

test.each([
  [['Remote'], 'remote'],
  [['fully'], 'remote'],
  [['Hybrid remote'], 'hybrid'],
  [['OnSite'], 'onsite'],
  [['on site'], 'onsite'],
  [['This is not remote'], 'onsite'],
  [['', null, 'TELECOMMUTE'], 'remote'],
  [['Berlin'], 'unknown'],
  [[undefined, 'hybrid'], 'hybrid'],
])('workplace of %j', (words, expected) => {
  expect(workplaceOf(...words)).toBe(expected)
})

test.each([
  ['This is a fully remote position.', 'remote'],
  ['We work hybrid: 3 days a week in our office.', 'hybrid'],
  ['This role is on-site in Oslo.', 'onsite'],
  ['Our customers are remote villages. We have remote controls.', 'unknown'],
])('%s', (text, expected) => {
  expect(workplaceInText(text)).toBe(expected)
})
