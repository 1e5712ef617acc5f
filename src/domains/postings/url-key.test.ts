import { expect, test } from 'vitest'
import { canonicalUrl, contentKey, organizationKey, titleKey, urlKey } from './url-key.ts'
import { similarity } from './similarity.ts'

test.each([
  ['https://Example.com:443/jobs/1/?utm_source=x&utm_campaign=y#apply', 'https://example.com/jobs/1'],
  ['https://boards.greenhouse.io/a/jobs/1?gh_src=abc', 'https://boards.greenhouse.io/a/jobs/1'],
  ['https://stripe.com/jobs?gh_src=1&gh_jid=5', 'https://stripe.com/jobs?gh_jid=5'],
  ['https://jobs.lever.co/a/b?lever-source=LinkedIn&lever-origin=applied', 'https://jobs.lever.co/a/b'],
  ['https://x.example/?ashby_jid=7&ref=twitter&source=z&src=q', 'https://x.example/?ashby_jid=7'],
  ['https://x.example/job?id=9&b=1', 'https://x.example/job?b=1&id=9'],
  ['http://x.example:80//a//b', 'http://x.example/a/b'],
  ['https://user:secret@x.example/a', 'https://x.example/a'],
  ['javascript:alert(1)', ''],
  ['nonsense', ''],
])('%s → %s', (written, expected) => {
  expect(canonicalUrl(written)).toBe(expected)
})

test('the application form is the posting’s own address', () => {
  expect(urlKey('http://www.jobs.lever.co/a/1/apply?utm_medium=x')).toBe(urlKey('https://jobs.lever.co/a/1'))
  expect(urlKey('https://jobs.ashbyhq.com/a/1/application')).toBe(urlKey('https://jobs.ashbyhq.com/a/1'))
  expect(urlKey('https://a.example/jobs/1')).not.toBe(urlKey('https://a.example/jobs/2'))
})

test.each([
  ['Data Engineer (m/w/d)', 'Data Engineer'],
  ['Data Engineer (M / W / D)', 'Data Engineer'],
  ['Sr. Data Engineer', 'Senior Data Engineer'],
  ['Data Engineer - Remote', 'data engineer'],
  ['Ingénieur Données (H/F)', 'Ingenieur Donnees'],
  ['Account Executive (4418)', 'Account Executive'],
])('%s and %s are one title', (left, right) => {
  expect(titleKey(left)).toBe(titleKey(right))
})

test('titles that differ stay different', () => {
  expect(titleKey('C++ Developer')).not.toBe(titleKey('C# Developer'))
  expect(titleKey('Nurse')).not.toBe(titleKey('Head Nurse'))
})

test('the legal form of a company is no part of its name', () => {
  expect(organizationKey('Acme GmbH & Co. KG')).toBe(organizationKey('ACME'))
  expect(organizationKey('Credit Wellness, LLC')).toBe('credit wellness')
})

test('a content key needs company and title', () => {
  const place = { raw: 'Oslo', addressLocality: 'Oslo', addressRegion: null, addressCountry: 'NO' }
  const organization = { name: 'Acme Ltd', sameAs: null, logo: null }
  expect(contentKey({ title: 'Cook (m/f/d)', hiringOrganization: organization, jobLocation: [place] })).toBe(
    'acme · cook · oslo',
  )
  expect(
    contentKey({ title: 'Cook', hiringOrganization: { ...organization, name: '' }, jobLocation: [place] }),
  ).toBe('')
})

const text =
  'We look after forty people in a house by the sea and want somebody who cooks well for all of them every day of the week'

test('texts are similar when they share most five-word stretches', () => {
  expect(similarity(text, `${text}.`)).toBe(1)
  expect(similarity(text, `${text} and on Sundays too`)).toBeGreaterThan(0.8)
  expect(
    similarity(
      text,
      'An entirely different job about trains that run at night between two cities far away from any sea or kitchen',
    ),
  ).toBe(0)
  expect(similarity('too short', 'too short')).toBe(0)
})
