import { describe, expect, test } from 'vitest'
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

describe('regions and postcodes', () => {
  test.each([
    ['Ballarat VIC 3350', 'Ballarat', 'VIC', 'AU'],
    ['Dubbo NSW', 'Dubbo', 'NSW', 'AU'],
    ['Bundaberg, Queensland', 'Bundaberg', 'Queensland', 'AU'],
    ['Perth, WA', 'Perth', 'WA', 'AU'],
    ['Yakima, WA', 'Yakima', 'WA', 'US'],
    ['Moe, Vic 3825', 'Moe', 'Vic', 'AU'],
    ['Leith EH6 6LX', 'Leith', null, 'GB'],
    ['Leeds LS1', 'Leeds', null, 'GB'],
    ['Handsworth, Birmingham B21', 'Handsworth', 'Birmingham', 'GB'],
    ['Otley, West Yorkshire', 'Otley', 'West Yorkshire', 'GB'],
    ['Newry, County Down', 'Newry', 'County Down', 'GB'],
    ['Westport, Co. Mayo', 'Westport', 'Co. Mayo', 'IE'],
    ['Dublin 8', 'Dublin', null, 'IE'],
    ['Dublin, D08 X4Y5', 'Dublin', null, 'IE'],
    ['Barrie ON L4M 3X9', 'Barrie', 'ON', 'CA'],
    ['Barrie, ON L4M 3X9', 'Barrie', 'ON', 'CA'],
    ['Regina, Saskatchewan', 'Regina', 'SK', 'CA'],
    ['Hilversum, NL', 'Hilversum', null, 'NL'],
    ['Košice, SK', 'Košice', 'SK', null],
    ['Lima, OH 45801', 'Lima', 'OH', 'US'],
    ['Lima OH', 'Lima', 'OH', 'US'],
    ['CH-8200 Schaffhausen', 'Schaffhausen', null, 'CH'],
    ['8200 Schaffhausen', 'Schaffhausen', null, 'CH'],
    ['Wil, SG', 'Wil', 'SG', null],
    ['St. Gallen, SG', 'St. Gallen', 'SG', 'CH'],
    ['Uster ZH', 'Uster ZH', null, null],
    ['Uster, ZH', 'Uster', 'ZH', 'CH'],
    ['Thun, Kanton Bern', 'Thun', 'Kanton Bern', 'CH'],
    ['A-4600 Wels', 'Wels', null, 'AT'],
    ['Hallein, Oberösterreich', 'Hallein', 'Oberösterreich', 'AT'],
    ['D-26603 Aurich', 'Aurich', null, 'DE'],
    ['Aurich, Niedersachsen', 'Aurich', 'Niedersachsen', 'DE'],
    ['1411 DC Naarden', 'Naarden', null, 'NL'],
    ['Cork city or remote within Ireland', 'Cork', null, 'IE'],
    ['Leeds (Holbeck), hybrid 3/2', 'Leeds', 'Holbeck', 'GB'],
    ['Cardiff, with two days at home', 'Cardiff', null, 'GB'],
  ])('%s', (raw, addressLocality, addressRegion, addressCountry) => {
    expect(readPlace(raw)).toEqual({ raw, addressLocality, addressRegion, addressCountry })
  })

  test.each([
    '26603 Aurich',
    '3825 Moe',
    'Victoria',
    'Newtown 2042',
    'Executive PA',
    'Site Manager CO',
    'Grade SO2',
    'Design, or',
    'Sales, in',
    'Ref B2C',
    'Georgia',
  ])('%s is in no country for certain', (raw) => {
    expect(readPlace(raw).addressCountry).toBeNull()
  })
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
