import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readHtmlPage } from './read-html-page.ts'
import type { Posting } from './schema.ts'

const now = new Date('2026-08-20T00:00:00Z')

function read(html: string, url: string | null = null): Posting[] {
  return readHtmlPage({ html, url, now })
}

function withScript(script: string): string {
  return `<!doctype html><html><head><title>x</title><script type="application/ld+json">${script}</script></head><body></body></html>`
}

const nurse = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Nurse',
  description: '<p>Nights.</p>',
  hiringOrganization: { '@type': 'Organization', name: 'Clinic' },
}
const plain = JSON.stringify(nurse)

describe('JSON-LD in its deformities', () => {
  test.each([
    ['as it should be', plain],
    ['in a list', `[${plain}]`],
    ['in a graph', JSON.stringify({ '@graph': [{ '@type': 'WebSite' }, nurse] })],
    [
      'in an ItemList',
      JSON.stringify({ '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: nurse }] }),
    ],
    ['below mainEntity', JSON.stringify({ '@type': 'WebPage', mainEntity: nurse })],
    ['with a list of types', JSON.stringify({ ...nurse, '@type': ['Thing', 'JobPosting'] })],
    ['with a full type', JSON.stringify({ ...nurse, '@type': 'http://schema.org/JobPosting' })],
    ['in an HTML comment', `<!-- ${plain} -->`],
    ['in a comment of its own line', `<!-- generated -->\n${plain}`],
    ['in CDATA', `//<![CDATA[\n${plain}\n//]]>`],
    ['in CDATA with block comments', `/*<![CDATA[*/${plain}/*]]>*/`],
    ['with a semicolon', `${plain};`],
    ['entity-encoded', plain.replaceAll('"', '&quot;')],
    ['with a trailing comma', plain.replace(/\}$/, ',}')],
    ['with a missing comma', plain.replace('"title"', '"x":1 "title"')],
    ['with raw line breaks', plain.replace('<p>', '<p>\n\t')],
    ['as a string of JSON', JSON.stringify(plain)],
    [
      'in PascalCase',
      JSON.stringify({
        '@type': 'JobPosting',
        Title: 'Nurse',
        Description: '<p>Nights.</p>',
        HiringOrganization: { Name: 'Clinic' },
      }),
    ],
    ['with the title under name', JSON.stringify({ ...nurse, title: undefined, name: 'Nurse' })],
    ['with the organisation as a string', JSON.stringify({ ...nurse, hiringOrganization: 'Clinic' })],
    ['with an escaped description', JSON.stringify({ ...nurse, description: '&lt;p&gt;Nights.&lt;/p&gt;' })],
    [
      'with a doubly escaped description',
      JSON.stringify({ ...nurse, description: '&amp;lt;p&amp;gt;Nights.&amp;lt;/p&amp;gt;' }),
    ],
    [
      'with a reference to the organisation',
      JSON.stringify([
        { '@id': '#org', '@type': 'Organization', name: 'Clinic' },
        { ...nurse, hiringOrganization: { '@id': '#org' } },
      ]),
    ],
  ])('%s', (_, script) => {
    const postings = read(withScript(script))
    expect(postings).toHaveLength(1)
    expect(postings[0]).toMatchObject({
      title: 'Nurse',
      descriptionText: 'Nights.',
      hiringOrganization: { name: 'Clinic' },
    })
  })

  test.each([
    '',
    'null',
    '{ not json at all',
    '[]',
    '"text"',
    '{"@type":"JobPosting"}',
    '{"@type":"Recipe","title":"Soup","description":"Hot"}',
  ])('%j holds none', (script) => {
    expect(read(withScript(script))).toEqual([])
  })

  test('a broken block does not hide a good one', () => {
    const html = `${withScript('{ broken "JobPosting')}<script type='application/ld+json; charset=utf-8'>${plain}</script>`
    expect(read(html).map((posting) => posting.title)).toEqual(['Nurse'])
  })

  test('circular references end', () => {
    const script = JSON.stringify([
      { '@id': 'a', '@type': 'Organization', name: 'Clinic', parentOrganization: { '@id': 'a' } },
      { ...nurse, hiringOrganization: { '@id': 'a' } },
    ])
    expect(read(withScript(script))[0]?.hiringOrganization.name).toBe('Clinic')
  })

  test.each([
    [
      'nested unit wins',
      { currency: 'EUR', unitText: 'YEAR', value: { value: '4.500,00', unitText: 'MONTH' } },
      { minValue: 4_500, maxValue: 4_500, unitText: 'MONTH', currency: 'EUR' },
    ],
    [
      'outer unit',
      { currency: 'EUR', unitText: 'HOUR', value: 12 },
      { minValue: 12, maxValue: 12, unitText: 'HOUR' },
    ],
    [
      'range',
      { currency: 'USD', value: { minValue: 1_000, maxValue: 2_000, unitText: 'WEEK' } },
      { minValue: 1_000, maxValue: 2_000, unitText: 'WEEK' },
    ],
    [
      'a range in words',
      { currency: 'USD', value: { value: '45,000 - 55,000', unitText: 'YEAR' } },
      { minValue: 45_000, maxValue: 55_000, unitText: 'YEAR', currency: 'USD' },
    ],
    ['words', '45000-55000 EUR', { minValue: 45_000, maxValue: 55_000, currency: 'EUR' }],
    ['a number', 100_000, { minValue: 100_000, currency: 'USD' }],
  ])('salary: %s', (_, baseSalary, expected) => {
    expect(
      read(withScript(JSON.stringify({ ...nurse, baseSalary, salaryCurrency: 'USD' })))[0]?.baseSalary,
    ).toMatchObject(expected)
  })

  test('an estimate says so; nothing is nothing', () => {
    const estimated = {
      '@type': 'MonetaryAmountDistribution',
      currency: 'USD',
      unitText: 'YEAR',
      percentile10: 50_000,
      percentile90: 90_000,
    }
    expect(
      read(withScript(JSON.stringify({ ...nurse, estimatedSalary: [estimated] })))[0]?.baseSalary,
    ).toMatchObject({ minValue: 50_000, maxValue: 90_000, estimated: true })
    expect(
      read(withScript(JSON.stringify({ ...nurse, baseSalary: { currency: 'USD', value: { value: 0 } } })))[0]
        ?.baseSalary,
    ).toBeNull()
  })

  test('what stands beside the description becomes part of the text, once', () => {
    const script = JSON.stringify({
      ...nurse,
      description: 'Care for people. Degree in nursing.',
      qualifications: 'Degree in nursing',
      responsibilities: ['Wash', 'Talk'],
      experienceRequirements: { '@type': 'OccupationalExperienceRequirements', monthsOfExperience: '60' },
      educationRequirements: { credentialCategory: 'bachelor degree' },
    })
    expect(read(withScript(script))[0]?.descriptionText).toBe(
      'Care for people. Degree in nursing.\n\nResponsibilities\n\n- Wash\n- Talk\n\nEducation\n\nbachelor degree\n\nExperience\n\n5 years (60 months) of experience',
    )
  })

  test('markup without a description takes the page’s own text', () => {
    const body = `<main><h1>Nurse</h1><p>${'We look after people at night and need you. '.repeat(10)}</p></main>`
    const html = withScript(JSON.stringify({ ...nurse, description: undefined })).replace(
      '<body>',
      `<body>${body}`,
    )
    expect(read(html)[0]?.descriptionText).toContain('We look after people at night')
  })

  test('relative addresses, identifiers and boards', () => {
    const script = JSON.stringify({ ...nurse, url: '/jobs/7?utm_source=x', identifier: { value: 'R-7' } })
    expect(read(withScript(script), 'https://clinic.example/careers')[0]).toMatchObject({
      url: 'https://clinic.example/jobs/7?utm_source=x',
      identifier: { source: 'jsonld', board: 'clinic.example', value: 'R-7' },
    })
    const board = read(withScript(plain), 'https://boards.greenhouse.io/clinic/jobs/99')
    expect(board[0]?.identifier).toEqual({ source: 'greenhouse', board: 'clinic', value: '99' })
  })

  test('scripts, styles, event handlers and tracking images never reach the description', () => {
    const description =
      '<p onclick="x()" style="color:red">Hi <a href="javascript:alert(1)">a</a><script>alert(1)</script><img src="https://t.example/x.gif"><iframe src="x"></iframe></p>'
    const [posting] = read(
      withScript(JSON.stringify({ ...nurse, description }).replaceAll('</script>', '<\\/script>')),
    )
    expect(posting?.description).toBe('<p>Hi <a>a</a></p>')
  })
})

describe('other markup', () => {
  test('microdata', () => {
    const html = `<div itemscope itemtype="https://schema.org/JobPosting"><h2 itemprop="title">Cook</h2>
      <div itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><span itemprop="name">Inn</span></div>
      <div itemprop="description"><p>Cook well.</p><ul><li>Soup</li></ul></div>
      <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress"><span itemprop="addressLocality">Lyon</span> <meta itemprop="addressCountry" content="FR"></div></div>
      <time itemprop="datePosted" datetime="2026-07-01">1 July</time><meta itemprop="employmentType" content="PART_TIME">
      <span itemprop="baseSalary" itemscope itemtype="https://schema.org/MonetaryAmount"><meta itemprop="currency" content="EUR"><span itemprop="value" itemscope itemtype="https://schema.org/QuantitativeValue"><meta itemprop="value" content="15"><meta itemprop="unitText" content="HOUR"></span></span></div>`
    expect(read(html)).toMatchObject([
      {
        identifier: { source: 'microdata' },
        title: 'Cook',
        hiringOrganization: { name: 'Inn' },
        descriptionText: 'Cook well.\n\n- Soup',
        jobLocation: [{ addressLocality: 'Lyon', addressCountry: 'FR' }],
        datePosted: '2026-07-01',
        employmentType: ['PART_TIME'],
        baseSalary: { minValue: 15, currency: 'EUR', unitText: 'HOUR' },
      },
    ])
  })

  test('RDFa', () => {
    const html = `<div vocab="https://schema.org/" typeof="JobPosting"><h1 property="title">Cook</h1><div property="description">Cook well.</div>
      <span property="hiringOrganization" typeof="Organization"><span property="name">Inn</span></span>
      <a property="url" href="https://inn.example/jobs/1">link</a></div>`
    expect(read(html)).toMatchObject([
      {
        identifier: { source: 'rdfa' },
        title: 'Cook',
        hiringOrganization: { name: 'Inn' },
        descriptionText: 'Cook well.',
        url: 'https://inn.example/jobs/1',
      },
    ])
  })

  test('JSON-LD is preferred to microdata', () => {
    const html = withScript(plain).replace(
      '<body>',
      '<body><div itemscope itemtype="http://schema.org/JobPosting"><b itemprop="title">Other</b></div>',
    )
    expect(read(html).map((posting) => posting.title)).toEqual(['Nurse'])
  })
})

const prose =
  'You will drive a crane in the harbour and load ships at night. We offer good pay and a warm cabin. Your profile: experience with cranes.'

describe('plain pages', () => {
  const page = `<!doctype html><html lang="en"><head><title>Crane Operator - Harbour Co | Careers</title>
    <meta property="og:site_name" content="Harbour Co Careers"><link rel="canonical" href="https://harbour.example/jobs/crane"></head>
    <body><div class="cookie-banner"><p>We use cookies, and experience shows that you apply your profile settings.</p><button>Accept</button></div>
    <header><nav><a href="/">Home</a><a href="/jobs">All jobs</a></nav></header>
    <main><h1>Crane Operator</h1><div class="job"><p>Harbour Co · Rotterdam, Netherlands</p><p>${prose}</p><h2>Requirements</h2><ul><li>Crane licence</li><li>Head for heights</li></ul></div></main>
    <aside class="related-jobs"><h3>Similar jobs</h3><a href="/2">Forklift Driver</a></aside>
    <footer>© Harbour Co. All rights reserved.</footer><script>var x = 1</script></body></html>`

  test('title, employer and main text without menus, banners and footers', () => {
    const [posting] = read(page, 'https://harbour.example/jobs/crane?utm_source=x')
    expect(posting).toMatchObject({
      identifier: { source: 'page', board: 'harbour.example', value: 'https://harbour.example/jobs/crane' },
      url: 'https://harbour.example/jobs/crane',
      title: 'Crane Operator',
      hiringOrganization: { name: 'Harbour Co' },
      inLanguage: 'en',
    })
    expect(posting?.descriptionText).toContain(prose)
    expect(posting?.descriptionText).toContain('- Crane licence\n- Head for heights')
    expect(posting?.descriptionText).not.toMatch(/cookies|All jobs|Similar|Forklift|rights reserved|var x/)
  })

  test('names that only sound like furniture keep their content', () => {
    const odd = page.replace('<ul>', '<ul class="related-experience social-worker" id="menu2go">')
    expect(read(odd)[0]?.descriptionText).toContain('- Crane licence')
  })

  test('a page that is wrapped in a form is read; its search form is not', () => {
    const wrapped = page
      .replace(
        '<body>',
        '<body><form action="/aspx"><form class="find"><label>Find another job</label></form>',
      )
      .replace('</body>', '</form></body>')
    expect(read(wrapped)[0]?.descriptionText).toContain(prose)
  })

  test('a canonical link to another site or the home page is not believed', () => {
    const to = (href: string) =>
      read(
        page.replace('https://harbour.example/jobs/crane"', `${href}"`),
        'https://harbour.example/jobs/crane?id=1',
      )[0]?.url
    expect(to('https://evil.example/jobs/1')).toBe('https://harbour.example/jobs/crane?id=1')
    expect(to('https://harbour.example/')).toBe('https://harbour.example/jobs/crane?id=1')
    expect(to('javascript:alert(1)')).toBe('https://harbour.example/jobs/crane?id=1')
  })

  test('absurd nesting is refused instead of exhausting the stack', () => {
    expect(() => read('<div>'.repeat(50_000))).toThrow('nested too deeply')
    expect(() => read(`${'<div>'.repeat(5_000)}x`)).toThrow('nested too deeply')
    expect(read(`${'<b>'.repeat(300)}x${'</b>'.repeat(300)}`)).toEqual([])
  })
})

const root = process.env['FIXTURES_DIR']
describe.skipIf(!root)('true and synthetic pages (FIXTURES_DIR)', () => {
  const page = (file: string, url: string | null = null) =>
    read(readFileSync(path.join(root ?? '', 'jsonld', file), 'utf8'), url)

  test.each<[string, unknown]>([
    [
      'meridian.simple.html',
      {
        title: 'Senior Platform Engineer',
        hiringOrganization: { name: 'Meridian Systems', sameAs: 'https://meridiansystems.example/' },
        datePosted: '2026-07-10',
        jobLocation: [{ addressLocality: 'Portland', addressRegion: 'OR', addressCountry: 'US' }],
        workplaceType: 'remote',
        baseSalary: { minValue: 150_000, maxValue: 185_000, currency: 'USD', unitText: 'YEAR' },
        descriptionText:
          'Meridian builds shipping logistics software.\n\n- Python, Kubernetes, Postgres\n- 5+ years experience',
      },
    ],
    [
      'examplecorp.graph.html',
      {
        identifier: { value: 'REQ-9001' },
        title: 'AI Engineer, University Graduate 2026',
        hiringOrganization: { name: 'ExampleCorp' },
        jobLocation: [{ addressLocality: 'Boston' }],
        employmentType: ['FULL_TIME'],
      },
    ],
    [
      'schemaorg-eg-0028.json.html',
      {
        title: 'Software Engineer',
        baseSalary: { minValue: 100_000, currency: 'USD' },
        jobLocation: [{ addressLocality: 'Kirkland', addressCountry: 'US' }],
        industry: 'Computer Software',
        experienceRequirements: 'Minumum 3 years experience as a software engineer',
      },
    ],
    [
      'schemaorg-eg-0281.html',
      {
        title: 'Junior software developer',
        hiringOrganization: { name: 'ACME Corp.' },
        department: 'ITS - Division C',
        descriptionText: '',
      },
    ],
    [
      'schemaorg-eg-0465.html',
      { title: 'Software Engineer', experienceRequirements: '5 years (60 months) of experience' },
    ],
    [
      'string-org-and-scalar-salary.html',
      {
        title: 'Support Agent & Trainer',
        hiringOrganization: { name: 'Acme GmbH' },
        jobLocation: [{ addressLocality: 'Berlin', addressCountry: 'DE' }],
        baseSalary: { minValue: 45_000, maxValue: 55_000, currency: 'EUR' },
        datePosted: null,
        validThrough: '2026-09-01',
        employmentType: ['FULL_TIME', 'PART_TIME'],
        descriptionText: 'Help customers.\n\n- German C1',
      },
    ],
    [
      'malformed.html-comment-and-cdata.html',
      { title: 'QA Engineer', hiringOrganization: { name: 'Acme' }, datePosted: '2026-07-17' },
    ],
    [
      'malformed.trailing-comma-and-newline.html',
      {
        title: 'Backend Engineer',
        workplaceType: 'remote',
        baseSalary: { minValue: 4_500, currency: 'EUR', unitText: 'MONTH' },
        applicantLocationRequirements: [
          { raw: 'DE', addressCountry: 'DE' },
          { raw: 'California, US', addressCountry: 'US' },
        ],
      },
    ],
    [
      'itemlist-of-postings.html',
      { title: 'Nurse', url: 'https://example.org/jobs/1', hiringOrganization: { name: 'Clinic' } },
    ],
  ])('%s', (file, expected) => {
    const postings = page(file)
    expect(postings).toHaveLength(1)
    expect(postings[0]).toMatchObject(expected as object)
  })

  test('two blocks beside a broken one', () => {
    const postings = page('mixed-graph-array-notjson.html', 'https://acme.example/careers')
    expect(postings.map((posting) => [posting.title, posting.url])).toEqual([
      ['Data Scientist', 'https://acme.example/jobs/1'],
      ['AI Engineer', 'https://acme.example/jobs/2'],
    ])
  })
})
