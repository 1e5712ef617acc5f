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

describe('titles', () => {
  test.each([
    [
      '✨ FLORIST ✨ Hull ✨\n\nYou bring\n🌷 Two years as a driver or florist\n🌷 Green fingers',
      'FLORIST | Hull',
    ],
    ['Our kitchen grows\n\n✔ Assistant chef for three years\n✔ Knife skills', 'Our kitchen grows'],
    ['~ Harbour nights ~\n\n~ Driver with a licence\n~ Technician at heart', 'Harbour nights'],
    ['Harbour nights\na) driver with a licence\nb) technician at heart', 'Harbour nights'],
    ['Harbour nights\n(i) driver with a licence\n(ii) a technician at heart', 'Harbour nights'],
    ['Harbour nights\n1. Driver with a licence\n2. Technician at heart', 'Harbour nights'],
  ])('no item of a list becomes one: %j', (text, title) => {
    expect(read(text).title).toBe(title)
  })

  test.each([
    ['Ein Betrieb mit Herz\nZimmerin / Zimmerer (w/m/x)\n\nWir bauen.', 'Zimmerin / Zimmerer (w/m/x)'],
    ['Holzbau Tanne\nGärtner:in in Teilzeit\n\nWir pflanzen.', 'Gärtner:in in Teilzeit'],
    ['Les Serres du Nord\nFleuriste H/F\n\nNous vendons des fleurs.', 'Fleuriste H/F'],
    ['Viveros del Sur\nJardinero/a\n\nPlantamos.', 'Jardinero/a'],
    ['Grünwerk\nFloristin (m|w|d)\n\nWir binden.', 'Floristin (m|w|d)'],
  ])('a gender mark tells it: %j', (text, title) => {
    expect(read(text).title).toBe(title)
  })

  test.each([
    [
      'We are looking for an experienced Floor Manager to run our two shops in Hull.\n\nYou sell.',
      'Floor Manager',
    ],
    [
      'Small hotel by the sea seeks a night porter who likes the quiet.\n\nYou keep the keys.',
      'Night porter',
    ],
    [
      'Für unser Lager suchen wir ab sofort eine Fachkraft für Lagerlogistik.\n\nSie packen.',
      'Fachkraft für Lagerlogistik',
    ],
  ])('a sentence that says who is sought: %j', (text, title) => {
    expect(read(text).title).toBe(title)
  })

  test.each([
    [
      'FLOOR MANAGER, HULL. Small shop, own keys, no Sundays. Two years on a till needed. £28,000, five weeks off. Ring Anna on the shop number.',
      'FLOOR MANAGER, HULL',
    ],
    ['Directorate: Places\nPost title: Park Ranger\nGrade: 5\n\nYou look after trees.', 'Park Ranger'],
    ['📌 Job title: Park Ranger\n🏢 Company: Elm Trust\n\nTrees.', 'Park Ranger'],
    ['Job Title\tPark Ranger\nEmployer\tElm Trust\nLocation\tCardiff', 'Park Ranger'],
    ['Role: You will look after our trees and our visitors.\nPark Ranger\nElm Trust', 'Park Ranger'],
    ['**Park Ranger**\n\nTrees.', 'Park Ranger'],
    ['Now hiring: Park Ranger!\n\nTrees.', 'Park Ranger'],
    ['Gärtner/in gesucht!\n\nWir pflanzen.', 'Gärtner/in gesucht'],
    ['1. Park Ranger\n\nTrees.', 'Park Ranger'],
    ['WE ARE HIRING 🌷🌷\n\nFlorist\n📍 Leeds\n\nFlowers.', 'Florist'],
    ['Elm Trust is hiring a Park Supervisor in Hull\n\nTrees.', 'Park Supervisor'],
    ['Floor Manager - Evenings - Coventry - £14.20 p/h\n\nYou sell.', 'Floor Manager - Evenings - Coventry'],
  ])('labels, headlines and decoration: %j', (text, title) => {
    expect(read(text).title).toBe(title)
  })
})

describe('employers and places of pasted text', () => {
  test.each([
    ['Florist\nHorsham\n\nWe need two more hands.', ''],
    ['Florist, Horsham\n\nThe head of our Horsham shop retires.', ''],
    ['Florist\nLeeds Business Park\n\nTwo more hands.', ''],
    ['Florist\nReference 77-4410\n\nTwo more hands.', ''],
    ['Florist\nLocation: Leeds | Pay: £12 an hour\n\nTwo more hands.', ''],
    ['Elm Trust is hiring a Park Supervisor in Hull\n\nTrees.', 'Elm Trust'],
    ['Florist\nThe Green Door, Leeds LS2\n\nFlowers.', 'The Green Door'],
    ['Florist\nPetalbox Inc.\n$18/hr\n\nFlowers.', 'Petalbox Inc.'],
    ['WE ARE HIRING 🌷🌷\n\nFlorist\n📍 Leeds\n\nFlowers.', ''],
    ['Shop Assistant | Petalbox | Austin, TX\n\nFlowers.', 'Petalbox'],
    ['Florist\nPetalbox\n\nPetalbox sends flowers by train.', 'Petalbox'],
    ['BROOKSIDE COUNTY COUNCIL\nPost title: Florist\nPlace: Leeds', 'BROOKSIDE COUNTY COUNCIL'],
    ['Florist – Leeds\n\nAgency: Bloom Staff. Rate: £13–£15 an hour. Start: May.', 'Bloom Staff'],
    ['Florist\n📍 Leeds\n🏢 Petalbox Ltd\n💰 £26,000\n\nFlowers by train.', 'Petalbox Ltd'],
  ])('%j', (text, organization) => {
    expect(read(text).hiringOrganization.name).toBe(organization)
  })

  test('labels that share a line keep their values apart', () => {
    const posting = read(
      'Florist\nLocation: Leeds | Temporary, then for good | from £12.60 an hour\n\nFlowers.',
    )
    expect(posting.jobLocation).toMatchObject([{ raw: 'Leeds', addressCountry: 'GB' }])
    expect(read('Florist\nPay: Band 4 to 5\n\nFlowers.').baseSalary).toBeNull()
    expect(read('Florist\n📍 Leeds\n💰 £26,000\n\nFlowers.').jobLocation).toMatchObject([{ raw: 'Leeds' }])
  })

  test('a day at home somewhere in a long paragraph is no workplace', () => {
    const text = `Florist, Leeds. ${'We send flowers by train to people who like them. '.repeat(3)}One day WFH.`
    expect(read(text)).toMatchObject({ title: 'Florist, Leeds', workplaceType: 'unknown' })
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

describe('however the text was copied', () => {
  const florist =
    'Florist\nPetalbox Ltd, Leeds\n\nYou bring:\n- Two years with flowers\n- A driving licence\n\nPay: £26,000 a year'

  test('Windows and old Mac line ends', () => {
    for (const end of ['\r\n', '\r']) {
      const posting = read(florist.replaceAll('\n', end))
      expect(posting).toMatchObject({
        title: 'Florist',
        hiringOrganization: { name: 'Petalbox Ltd' },
        baseSalary: { minValue: 26_000, currency: 'GBP', unitText: 'YEAR' },
      })
      expect(posting.descriptionText).toBe(florist)
    }
  })

  test('tabs and tables of text', () => {
    const table = 'Florist\n\nCriterion\tEssential\tDesirable\nDegree in botany\tX\tform\nLatin\t\tX'
    expect(read(table)).toMatchObject({ title: 'Florist', descriptionText: table })
    const bars =
      'Position | Florist\nEmployer | Petalbox\nTown | Leeds\n\n| Essential | Desirable |\n|---|---|\n| Trees | Latin |'
    expect(read(bars)).toMatchObject({ title: 'Florist', hiringOrganization: { name: 'Petalbox' } })
  })

  test('one line without any line end', () => {
    const line = florist.replace(/\n+/g, '. ')
    expect(read(line)).toMatchObject({
      title: expect.stringMatching(/^Florist/) as string,
      descriptionText: line,
    })
    const long = `Florist wanted in Leeds. ${'We send flowers by train. '.repeat(40)}`.trim()
    expect(read(long).title).toBe('Florist wanted in Leeds')
  })

  test('a hundred thousand characters, in lines or in one', () => {
    for (const end of ['\n', ' ']) {
      const text =
        `Florist${end}${`- Knows ${'roses and '.repeat(5)}tulips, £9 each${end}`.repeat(1_500)}`.trim()
      expect(text.length).toBeGreaterThan(100_000)
      const begun = performance.now()
      expect(read(text).descriptionText).toHaveLength(text.length)
      expect(performance.now() - begun).toBeLessThan(2_000)
    }
  })
})
