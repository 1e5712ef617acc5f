import { describe, expect, test } from 'vitest'
import { postingText } from './posting-text.ts'
import { readPastedText } from './read-pasted-text.ts'
import type { Posting } from './schema.ts'

const now = new Date('2026-08-20T00:00:00Z')

function read(text: string, more: { title?: string; organization?: string; url?: string } = {}): Posting {
  const posting = readPastedText({ text, now, ...more })
  if (!posting) throw new Error('nothing was read')
  return posting
}

function brief(text: string) {
  const { title, hiringOrganization, jobLocation, workplaceType } = read(text)
  return [
    title,
    hiringOrganization.name,
    jobLocation.map((place) => place.addressCountry ?? place.raw).join(),
    workplaceType,
  ]
}

describe('what the first lines say', () => {
  test.each([
    [
      'labels',
      'Job title: Crane Operator\nCompany: Harbour Co\nLocation: Rotterdam, Netherlands\nRemote: no, on-site\n\nMove boxes.',
      ['Crane Operator', 'Harbour Co', 'NL', 'onsite'],
    ],
    [
      'labels with their values below',
      'Title\nAbout the job\n\nCompany:\nHarbour Co\nLocation:\nOslo',
      [expect.anything(), 'Harbour Co', 'NO', 'unknown'],
    ],
    [
      'German labels',
      'Stelle: Kranführer (m/w/d)\nUnternehmen: Hafen GmbH\nStandort: Hamburg\n\nSie bewegen Container.',
      ['Kranführer (m/w/d)', 'Hafen GmbH', 'DE', 'unknown'],
    ],
    [
      'title and byline',
      'Data Engineer\nNorthwind · Oslo, Norway (Hybrid)\n\nAbout the job\nWe move data.',
      ['Data Engineer', 'Northwind', 'NO', 'hybrid'],
    ],
    [
      'company above the title',
      'Northwind Ltd\nData Engineer\nOslo, Norway\n\nWe move data.',
      ['Data Engineer', 'Northwind Ltd', 'NO', 'unknown'],
    ],
    [
      'a byline after an empty line',
      'Senior Accountant\n\nLedger & Sons Ltd · Leeds, UK\n\nYou keep our books.',
      ['Senior Accountant', 'Ledger & Sons Ltd', 'GB', 'unknown'],
    ],
    [
      'role at company',
      'Staff Nurse at Riverside Clinic\nFull-time\n\nYou care for people.',
      ['Staff Nurse', 'Riverside Clinic', '', 'unknown'],
    ],
    [
      'role - company - place',
      'Plumber - Sunfold Energy - Cincinnati, OH\n\nFix pipes.',
      ['Plumber', 'Sunfold Energy', 'US', 'unknown'],
    ],
    [
      'company and place in one line',
      'Night Driver\nHarrow Fresh Logistics, Doncaster\n£17.40 per hour\n\nDrive.',
      ['Night Driver', 'Harrow Fresh Logistics', 'GB', 'unknown'],
    ],
    [
      'place in the title',
      'HR Generalist, Leeds\n\nMoorside Bakeries employs 700 people on three sites.',
      ['HR Generalist, Leeds', 'Moorside Bakeries', 'GB', 'unknown'],
    ],
    [
      'employer in a sentence',
      'Kitchen help wanted\n\nThe kitchen is small. Blue Oven bakes bread for the whole quarter.',
      ['Kitchen help wanted', 'Blue Oven', '', 'unknown'],
    ],
    [
      'employer under "About"',
      'Cook\n\nAbout Brightwater\nBrightwater is a home for forty people.',
      ['Cook', 'Brightwater', '', 'unknown'],
    ],
    [
      'German prose',
      'Elektroniker für Betriebstechnik (m/w/d)\nSaale-Papier GmbH, 06112 Halle (Saale)\nVollzeit\n\nDas Unternehmen\nWir stellen Papier her.',
      ['Elektroniker für Betriebstechnik (m/w/d)', 'Saale-Papier GmbH', expect.anything(), 'unknown'],
    ],
    [
      'French prose',
      'Commis de cuisine (H/F)\n\nFourneaux Perrache vend des fours aux brasseries de Lyon.',
      ['Commis de cuisine (H/F)', 'Fourneaux Perrache', '', 'unknown'],
    ],
  ])('%s', (_, text, expected) => {
    expect(brief(text)).toEqual(expected)
  })

  test.each([
    'Nurse\n\nProfile\nYou like people.',
    'Nurse\n\nWhat you will do\nCare for people.',
    'Nurse\n\nQualifications\n- a degree',
    'Nurse - Nights\n\nYou like nights. Nights are long.',
    'Nurse\n\nShe was a conductor once. She takes two sugars.',
    'Nurse, Leeds\n\nYou live in Leeds.',
    'Pflegefachkraft (m/w/d)\n\nIhr Profil\nTeamgeist und Technisches Interesse.',
  ])('nobody is made an employer by %j', (text) => {
    expect(read(text).hiringOrganization.name).toBe('')
  })

  test('a headline stands in for a title that nobody wrote', () => {
    expect(read('Help strangers find us\n\nTwo million people look up how to split a bill.').title).toBe(
      'Help strangers find us',
    )
  })
})

test('the text is kept word for word; only invisible characters and trailing blanks go', () => {
  const text = 'Cook\n\nYou\u00a0cook:  \n\t• soup\u200b\n  ◦ with salt\n\n\n\nRing   Anna.\u0000'
  const posting = read(text)
  expect(posting.descriptionText).toBe('Cook\n\nYou cook:\n\t• soup\n  ◦ with salt\n\nRing   Anna.')
  expect(postingText(posting)).toBe(posting.descriptionText)
})

test('pasted markup is read as a page', () => {
  const job = { '@type': 'JobPosting', title: 'Nurse', description: '<p>Nights.</p>' }
  expect(read(`<script type="application/ld+json">${JSON.stringify(job)}</script><p>x</p>`).title).toBe(
    'Nurse',
  )
  const copied = '<div class="job"><h2>Nurse</h2><p>Work at <b>night</b>.</p><ul><li>Kindness</li></ul></div>'
  expect(read(copied).descriptionText).toBe('Nurse\n\nWork at night.\n\n- Kindness')
  expect(read('Nurse\nWe write <b> for bold and a < b in sums.').descriptionText).toContain(
    '<b> for bold and a < b',
  )
})

test('what the person types beside the text wins', () => {
  const posting = read('Title: Cook\nCompany: Inn\n\nCook well.', {
    title: 'Chef',
    organization: 'Palace',
    url: 'https://jobs.lever.co/palace/12747eb1-e545-478d-b07c-f27f4a88cc12',
  })
  expect(posting).toMatchObject({
    title: 'Chef',
    hiringOrganization: { name: 'Palace' },
    identifier: { source: 'lever', board: 'palace', value: '12747eb1-e545-478d-b07c-f27f4a88cc12' },
  })
})

test('the same text is the same posting, another text another', () => {
  const id = (text: string) => read(text).identifier.value
  expect(id('Cook\n\nSoup.')).toBe(id('Cook\n\nSoup.  \n'))
  expect(id('Cook\n\nSoup.')).not.toBe(id('Cook\n\nStew.'))
})

test('empty text is no posting', () => {
  expect(readPastedText({ text: ' \n\u0000\u200b ', now })).toBeNull()
})
