import { describe, expect, test } from 'vitest'
import { readAddress, readApplicationForm, type ApplicationForm } from './read-application-form.ts'

const now = new Date('2026-11-20T09:00')
const form: ApplicationForm = {
  title: ' Baker ',
  organization: 'Northlight Ferries',
  url: '',
  note: '',
  stage: 'applied',
  date: '',
}

test('what was typed, tidied', () => {
  expect(readApplicationForm({ ...form, url: 'example.org/jobs/7' }, now)).toEqual({
    application: {
      title: 'Baker',
      organization: 'Northlight Ferries',
      url: 'https://example.org/jobs/7',
      note: '',
      stage: 'applied',
    },
  })
})

test('an earlier day is noon of that day, today is now', () => {
  expect(readApplicationForm({ ...form, date: '2026-11-18' }, now)).toMatchObject({
    application: { occurredAt: new Date('2026-11-18T12:00').toISOString() },
  })
  expect(readApplicationForm({ ...form, date: '2026-11-20' }, now)).toEqual({
    application: expect.not.objectContaining({ occurredAt: expect.anything() }),
  })
})

test('all problems are said at once, each at its field', () => {
  const bad = {
    title: '  ',
    organization: 'x'.repeat(301),
    url: 'nowhere',
    note: 'x'.repeat(10_001),
    date: '2026-11-21',
  }
  expect(readApplicationForm({ ...form, ...bad }, now)).toEqual({
    problems: {
      title: 'Give the job’s title.',
      organization: 'This is 1 characters too long; 300 fit.',
      url: expect.stringContaining('full address'),
      note: expect.stringContaining('too long'),
      date: 'That day hasn’t come yet.',
    },
  })
})

describe('addresses', () => {
  test.each([
    ['', null],
    ['https://example.org', 'https://example.org'],
    ['example.org:8080/x', 'https://example.org:8080/x'],
    ['HTTP://example.org', 'HTTP://example.org'],
  ])('%j is taken', (typed, url) => {
    expect(readAddress(typed)).toEqual({ url, problem: null })
  })
  test.each([
    'javascript:alert(1)',
    'mailto:a@example.org',
    'two words',
    'example',
    'https://',
    'ftp://example.org',
  ])('%j is refused', (typed) => {
    expect(readAddress(typed)).toMatchObject({ url: null, problem: expect.any(String) })
  })
})
