import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPayload } from '../read-payload.ts'
import type { Posting } from '../schema.ts'

const now = new Date('2026-08-20T00:00:00Z')

function readJson(payload: unknown, url?: string): Posting[] {
  const { postings, problem } = readPayload({ body: JSON.stringify(payload), now, ...(url ? { url } : {}) })
  expect(problem).toBeNull()
  return postings
}

function readXml(body: string, url?: string): Posting[] {
  return readPayload({ body, now, ...(url ? { url } : {}) }).postings
}

describe('each source by its own traps', () => {
  test('greenhouse: escaped once, pay in cents, employment and location type in metadata, no second decoding', () => {
    const [posting] = readJson({
      id: 7,
      title: 'Baker &amp; Cook',
      absolute_url: 'https://job-boards.greenhouse.io/blue-oven/jobs/7',
      location: { name: 'Lyon, France; Remote - US' },
      updated_at: '2026-07-27T05:04:22-04:00',
      application_deadline: '2026-12-01',
      content:
        '&lt;p&gt;Blue Oven bakes &amp;lt;fresh&amp;gt; bread.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Sourdough&lt;/li&gt;&lt;/ul&gt;',
      metadata: [
        { name: 'Employment Type', value: 'Part-time' },
        { name: 'Location Type', value: 'Hybrid' },
        { name: 'Nothing', value: null },
      ],
      pay_input_ranges: [
        { min_cents: 5_000_000, max_cents: 6_000_000, currency_type: 'USD', title: 'NYC annual salary' },
        { min_cents: 4_500_000, max_cents: 5_500_000, currency_type: 'USD', title: 'Elsewhere' },
      ],
    })
    expect(posting).toMatchObject({
      identifier: { source: 'greenhouse', board: 'blue-oven', value: '7' },
      title: 'Baker & Cook',
      hiringOrganization: { name: 'Blue Oven' },
      descriptionText: 'Blue Oven bakes <fresh> bread.\n\n- Sourdough',
      dateModified: '2026-07-27T09:04:22.000Z',
      validThrough: '2026-12-01',
      employmentType: ['PART_TIME'],
      workplaceType: 'hybrid',
      jobLocation: [
        { raw: 'Lyon, France', addressCountry: 'FR' },
        { raw: 'Remote - US', addressCountry: 'US' },
      ],
      baseSalary: { minValue: 45_000, maxValue: 60_000, currency: 'USD', unitText: 'YEAR' },
    })
    expect(posting?.baseSalary?.raw).toBe('NYC annual salary 50000 - 60000 USD; Elsewhere 45000 - 55000 USD')
  })

  test('greenhouse: pay shown in the text, places from the offices', () => {
    const [posting] = readJson({
      jobs: [
        {
          id: 8,
          title: 'Welder',
          absolute_url: 'https://example.com/careers?gh_jid=8',
          location: { name: '' },
          offices: [
            { name: 'Ohio plant', location: 'Dayton, OH' },
            { name: 'Oslo', location: null },
          ],
          content:
            '&lt;p&gt;Weld.&lt;/p&gt;&lt;div class=&quot;content-pay-transparency&quot;&gt;&lt;div class=&quot;title&quot;&gt;Annual pay&lt;/div&gt;&lt;div class=&quot;pay-range&quot;&gt;&lt;span&gt;$50,000&lt;/span&gt;&lt;span&gt;&amp;mdash;&lt;/span&gt;&lt;span&gt;$60,000 USD&lt;/span&gt;&lt;/div&gt;&lt;/div&gt;',
        },
      ],
    })
    expect(posting?.baseSalary).toMatchObject({
      minValue: 50_000,
      maxValue: 60_000,
      currency: 'USD',
      unitText: 'YEAR',
    })
    expect(posting?.jobLocation.map((place) => place.raw)).toEqual(['Dayton, OH', 'Oslo'])
  })

  test('lever: bare list items are wrapped between description and additional; country for the first place', () => {
    const [posting] = readJson([
      {
        id: 'a24ec4e5-5caa-473d-abd4-b71f09a8167b',
        text: 'Ranger',
        hostedUrl: 'https://jobs.lever.co/greenpark/a24ec4e5-5caa-473d-abd4-b71f09a8167b',
        applyUrl: 'https://jobs.lever.co/greenpark/a24ec4e5-5caa-473d-abd4-b71f09a8167b/apply',
        categories: {
          commitment: 'Full-time',
          location: 'Hillside',
          allLocations: ['Hillside', 'Lakeside'],
          team: 'Outdoors',
        },
        country: 'CA',
        createdAt: 1_764_205_361_939,
        workplaceType: 'on-site',
        description: '<div>Look after a park.</div>',
        lists: [{ text: 'You bring', content: '\n<li>Boots</li>\n<li>Patience</li>\n' }],
        additional: '<div>Lunch is on us.</div>',
        salaryRange: { min: 50_000, max: 60_000, currency: 'CAD', interval: 'per-year-salary' },
      },
    ])
    expect(posting).toMatchObject({
      descriptionText: 'Look after a park.\n\nYou bring\n\n- Boots\n- Patience\n\nLunch is on us.',
      datePosted: '2025-11-27T01:02:41.939Z',
      hiringOrganization: { name: 'Greenpark' },
      directApplyUrl: 'https://jobs.lever.co/greenpark/a24ec4e5-5caa-473d-abd4-b71f09a8167b/apply',
      workplaceType: 'onsite',
      jobLocation: [
        { raw: 'Hillside', addressCountry: 'CA' },
        { raw: 'Lakeside', addressCountry: null },
      ],
      baseSalary: { minValue: 50_000, unitText: 'YEAR', currency: 'CAD' },
      department: 'Outdoors',
    })
  })

  test('ashby: hybrid beats isRemote, only salary counts as pay', () => {
    const [posting] = readJson({
      apiVersion: '1',
      jobs: [
        {
          id: '34413f8d-26bf-4bbc-8ade-eb309a0e2245',
          title: ' Pilot ',
          jobUrl: 'https://jobs.ashbyhq.com/sky%20line/34413f8d-26bf-4bbc-8ade-eb309a0e2245',
          descriptionHtml: '<p>Fly.</p>',
          employmentType: 'PartTime',
          isRemote: true,
          workplaceType: 'Hybrid',
          location: 'Oslo',
          address: { postalAddress: { addressLocality: 'Oslo', addressCountry: 'Norway' } },
          secondaryLocations: [
            { location: 'Remote (Canada)', address: { postalAddress: { addressCountry: 'Canada' } } },
          ],
          compensation: {
            compensationTiers: [
              {
                components: [
                  { compensationType: 'EquityCashValue', interval: '1 YEAR', minValue: 9, maxValue: 9 },
                  {
                    compensationType: 'Salary',
                    interval: '1 HOUR',
                    currencyCode: 'NOK',
                    minValue: 300,
                    maxValue: 400,
                    summary: 'NOK 300 – 400',
                  },
                ],
              },
            ],
          },
        },
      ],
    })
    expect(posting).toMatchObject({
      identifier: { source: 'ashby', board: 'sky line' },
      title: 'Pilot',
      hiringOrganization: { name: 'Sky Line' },
      employmentType: ['PART_TIME'],
      workplaceType: 'hybrid',
      jobLocationType: null,
      jobLocation: [{ addressCountry: 'NO' }, { raw: 'Remote (Canada)', addressCountry: 'CA' }],
      baseSalary: { minValue: 300, maxValue: 400, unitText: 'HOUR', currency: 'NOK' },
    })
  })

  test('ashby: isRemote counts when nothing better is said', () => {
    const [posting] = readJson({
      id: 'x',
      title: 'Pilot',
      jobUrl: 'https://jobs.ashbyhq.com/a/34413f8d-26bf-4bbc-8ade-eb309a0e2245',
      isListed: true,
      isRemote: true,
    })
    expect(posting).toMatchObject({ workplaceType: 'remote', jobLocationType: 'TELECOMMUTE' })
  })

  test('smartrecruiters: a detail is read in the order of its sections', () => {
    const section = (title: string, text: string) => ({ title, text })
    const [posting] = readJson({
      id: '743999706414750',
      name: 'Clerk',
      company: { identifier: 'Acme1', name: 'Acme' },
      releasedDate: '2020-02-06T19:42:44.000Z',
      location: { city: 'Linz', country: 'at', remote: false, hybrid: true },
      typeOfEmployment: { id: 'permanent', label: 'Full-time' },
      jobAd: {
        sections: {
          additionalInformation: section('More', '<p>4</p>'),
          qualifications: section('You', '<p>3</p>'),
          jobDescription: section('Job', '<p>2</p>'),
          companyDescription: section('We', '<p>1</p>'),
        },
      },
    })
    expect(posting).toMatchObject({
      url: 'https://jobs.smartrecruiters.com/Acme1/743999706414750',
      descriptionText: 'We\n\n1\n\nJob\n\n2\n\nYou\n\n3\n\nMore\n\n4',
      employmentType: ['FULL_TIME'],
      workplaceType: 'hybrid',
      jobLocation: [{ raw: 'Linz, at', addressCountry: 'AT' }],
    })
  })

  test('recruitee: requirements belong to the text; figures in thousands are kept and flagged', () => {
    const [posting] = readJson({
      offers: [
        {
          id: 5,
          title: 'Clerk',
          careers_url: 'https://acme.recruitee.com/o/clerk',
          employment_type_code: 'parttime_fixed_term',
          description: '<p>Count.</p>',
          requirements: '<ul><li>Numbers</li></ul>',
          published_at: '2026-08-11 20:45:29 UTC',
          city: 'Ghent',
          country_code: 'BE',
          on_site: true,
          salary: { min: '75.00', max: '95.00', period: 'year', currency: 'USD' },
        },
      ],
    })
    expect(posting).toMatchObject({
      descriptionText: 'Count.\n\n- Numbers',
      datePosted: '2026-08-11T20:45:29.000Z',
      employmentType: ['PART_TIME', 'TEMPORARY'],
      workplaceType: 'onsite',
      jobLocation: [{ addressLocality: 'Ghent', addressCountry: 'BE' }],
      baseSalary: { minValue: 75, maxValue: 95, suspect: expect.stringContaining('under 1,000') as unknown },
    })
  })

  test('personio: entities in CDATA, ids that repeat, the address from the feed’s host', () => {
    const position = `<position><id>4103</id><office>Munich</office><additionalOffices><office>Remote</office></additionalOffices>
      <name>B&amp;uuml;ro</name><subcompany>Acme GmbH</subcompany><jobDescriptions><jobDescription><name>Profil</name>
      <value><![CDATA[<p>F&uuml;r &lt;/position&gt; &amp; mehr</p>]]></value></jobDescription></jobDescriptions>
      <employmentType>working_student</employmentType><schedule>part-time</schedule><yearsOfExperience>lt-1</yearsOfExperience>
      <createdAt>2015-01-28T11:03:16+0100</createdAt></position>`
    const postings = readXml(
      `<?xml version="1.0"?><workzag-jobs>${position}${position}</workzag-jobs>`,
      'https://acme.jobs.personio.com/xml?language=en',
    )
    expect(postings).toHaveLength(1)
    expect(postings[0]).toMatchObject({
      identifier: { source: 'personio', board: 'acme', value: '4103' },
      url: 'https://acme.jobs.personio.com/job/4103',
      title: 'Büro',
      descriptionText: 'Profil\n\nFür </position> & mehr',
      datePosted: '2015-01-28T10:03:16.000Z',
      employmentType: ['PART_TIME', 'INTERN'],
      workplaceType: 'remote',
      experienceRequirements: 'less than 1 year',
    })
  })

  test('arbeitnow: an escaped and a raw description in one answer; the board’s own link goes', () => {
    const job = (slug: string, description: string) => ({
      slug,
      company_name: 'Acme',
      title: slug,
      description,
      remote: slug === 'b',
      url: 'https://www.arbeitnow.com/x',
      tags: ['Sales'],
      job_types: ['full time'],
      location: 'Berlin',
      created_at: 1_786_807_824,
    })
    const link = '<p>Find <a href="https://www.arbeitnow.com">Jobs in Germany</a> on Arbeitnow</a>'
    const postings = readJson({
      data: [
        job('a', `<p>Raw &amp; fine.</p>${link}`),
        job(
          'b',
          `&lt;div class=&quot;x&quot;&gt;&lt;p&gt;Escaped &amp;amp; fine.&lt;/p&gt;&lt;/div&gt;${link}`,
        ),
      ],
      links: {},
      meta: {},
    })
    expect(postings.map((posting) => posting.descriptionText)).toEqual(['Raw & fine.', 'Escaped & fine.'])
    expect(postings.map((posting) => posting.workplaceType)).toEqual(['unknown', 'remote'])
    expect(postings[0]).toMatchObject({
      datePosted: '2026-08-15T15:30:24.000Z',
      employmentType: ['FULL_TIME'],
    })
  })

  test('remoteok: the legal notice is no posting, the order to readers is dropped, 0 is no salary', () => {
    const trap =
      "Please mention the word **LOVED** and tag RMjYw when applying to show you read the job post completely (#RMjYw). This is a beta feature to avoid spam applicants. Companies can search these words to find applicants that read this and see they're human."
    const job = {
      id: '1',
      epoch: 1_786_414_917,
      company: 'Acme',
      position: 'Cook',
      description: `Cook well.<br/><br/>${trap}`,
      location: 'Krishnagiri, ',
      salary_min: 0,
      salary_max: 0,
      url: 'https://remoteOK.com/remote-jobs/1',
    }
    const postings = readJson([
      { last_updated: 1, legal: 'Please link back' },
      job,
      { ...job, id: '2', salary_min: 50_000, salary_max: 70_000 },
    ])
    expect(postings).toHaveLength(2)
    expect(postings[0]).toMatchObject({
      descriptionText: 'Cook well.',
      baseSalary: null,
      workplaceType: 'remote',
      attribution: { name: 'Remote OK', url: 'https://remoteok.com/remote-jobs/1' },
      jobLocation: [{ raw: 'Krishnagiri' }],
    })
    expect(postings[0]?.description).not.toContain('mention the word')
    expect(postings[1]?.baseSalary).toMatchObject({ minValue: 50_000, currency: 'USD', unitText: 'YEAR' })
  })

  test('we work remotely: company before the colon, preamble dropped', () => {
    const item = (
      title: string,
    ) => `<item><title>${title}</title><region>Anywhere in the World</region><country/><type>Full-Time</type>
      <description>&lt;p&gt;&lt;strong&gt;Headquarters:&lt;/strong&gt; Austria&lt;/p&gt;&lt;div&gt;Sell things.&lt;/div&gt;</description>
      <pubDate>Tue, 11 Aug 2026 07:30:41 +0000</pubDate><expires_at>Thu, 10 Sep 2026 07:30:41 +0000</expires_at>
      <guid>https://weworkremotely.com/remote-jobs/1</guid><link>https://weworkremotely.com/remote-jobs/1</link></item>`
    const postings = readXml(
      `<rss><channel><link>https://weworkremotely.com/remote-jobs.rss</link>${item('Remote: Seller: DACH')}${item('Acme : Cook')}</channel></rss>`,
    )
    expect(postings.map((posting) => [posting.hiringOrganization.name, posting.title])).toEqual([
      ['Remote', 'Seller: DACH'],
      ['Acme', 'Cook'],
    ])
    expect(postings[0]).toMatchObject({
      descriptionText: 'Sell things.',
      validThrough: '2026-09-10T07:30:41.000Z',
      workplaceType: 'remote',
      applicantLocationRequirements: [],
    })
  })

  test('adzuna: tags in the title, estimate as a string, currency of the country, snippet', () => {
    const job = {
      id: '1',
      title: '<strong>Nurse</strong>, nights',
      redirect_url: 'https://www.adzuna.co.uk/land/ad/1',
      location: {
        display_name: 'Marlow, Buckinghamshire',
        area: ['UK', 'South East England', 'Buckinghamshire', 'Marlow'],
      },
      company: { display_name: 'Acme' },
      created: '2013-11-08T18:07:39Z',
      description: 'A hospital ...',
      contract_time: 'part_time',
      contract_type: 'contract',
      salary_min: 30_000,
      salary_is_predicted: '1',
    }
    expect(readJson({ results: [job, { ...job, id: '2', salary_is_predicted: 0 }] })).toMatchObject([
      {
        title: 'Nurse, nights',
        employmentType: ['PART_TIME', 'CONTRACTOR'],
        jobLocation: [{ addressLocality: 'Marlow', addressRegion: 'Buckinghamshire', addressCountry: 'GB' }],
        baseSalary: { minValue: 30_000, currency: 'GBP', unitText: 'YEAR', estimated: true },
      },
      { baseSalary: { estimated: false } },
    ])
  })

  test('usajobs: pay every two weeks has no unit of ours, no pay is none, port and zone', () => {
    const job = (code: string) => ({
      MatchedObjectId: '1',
      MatchedObjectDescriptor: {
        PositionTitle: 'Ranger',
        PositionURI: 'https://www.usajobs.gov:443/GetJob/ViewDetails/1',
        OrganizationName: 'National Park Service',
        PositionLocation: [
          {
            LocationName: 'Dahlgren, Virginia',
            CountryCode: 'United States',
            CountrySubDivisionCode: 'Virginia',
            CityName: 'Dahlgren, Virginia',
          },
        ],
        PositionSchedule: [{ Name: '', Code: '2' }],
        PositionRemuneration: [
          { MinimumRange: '1800.0', MaximumRange: '2000.0', RateIntervalCode: code, Description: '' },
        ],
        QualificationSummary: 'Two years outdoors.',
        PublicationStartDate: '2023-07-26T00:00:00.0000',
        UserArea: {
          Details: {
            JobSummary: 'Look after trees.',
            MajorDuties: ['Walk', 'Count'],
            RemoteIndicator: 'False',
            TeleworkEligible: 'False',
          },
        },
      },
    })
    const [posting] = readJson({ SearchResult: { SearchResultItems: [job('BW')] } })
    expect(posting).toMatchObject({
      url: 'https://www.usajobs.gov/GetJob/ViewDetails/1',
      datePosted: '2023-07-26T00:00:00.000Z',
      employmentType: ['PART_TIME'],
      workplaceType: 'onsite',
      descriptionText:
        'Look after trees.\n\nDuties\n\n- Walk\n- Count\n\nQualifications\n\nTwo years outdoors.',
      baseSalary: { minValue: 1_800, unitText: null, raw: 'USD 1800.0 - 2000.0 BW' },
      jobLocation: [{ addressLocality: 'Dahlgren', addressRegion: 'Virginia', addressCountry: 'US' }],
    })
    expect(readJson({ SearchResult: { SearchResultItems: [job('WC')] } })[0]?.baseSalary).toBeNull()
  })

  test('hacker news: only comments right below the story; the header in any order', () => {
    const comment = (id: number, text: string | null, parent = 1) => ({
      id,
      parent_id: parent,
      created_at: '2026-07-01T14:00:00Z',
      text,
      children: [],
    })
    const postings = readJson({
      id: 1,
      title: 'Ask HN: Who is hiring? (July 2026)',
      type: 'story',
      children: [
        comment(
          2,
          'Nimbus | Oslo, Norway | Data Engineer, Platform | ONSITE | Full-time | &#x24;140k-&#x24;170k<p>We hire.\n- Go\n- SQL',
        ),
        comment(3, null),
        comment(4, 'Is relocation possible?', 2),
        comment(5, 'Thanks for posting this again!'),
        comment(6, 'Foo | REMOTE (US) | SRE | https://foo.example'),
      ],
    })
    expect(postings.map((posting) => posting.identifier.value)).toEqual(['2', '6'])
    expect(postings[0]).toMatchObject({
      title: 'Data Engineer, Platform',
      hiringOrganization: { name: 'Nimbus' },
      jobLocation: [{ addressLocality: 'Oslo', addressCountry: 'NO' }],
      workplaceType: 'onsite',
      employmentType: ['FULL_TIME'],
      baseSalary: { minValue: 140_000, maxValue: 170_000 },
      url: 'https://news.ycombinator.com/item?id=2',
    })
    expect(postings[0]?.descriptionText).toContain('We hire.\n- Go\n- SQL')
    expect(postings[1]).toMatchObject({
      title: 'SRE',
      workplaceType: 'remote',
      applicantLocationRequirements: [{ raw: 'US', addressCountry: 'US' }],
    })
  })

  test('single entries are read as well as lists', () => {
    const workable = {
      shortcode: 'ABC123DEF4',
      title: 'Cook',
      telecommuting: true,
      locations: [{ country: 'Norway', countryCode: 'NO', city: 'Oslo' }],
    }
    expect(readJson(workable)[0]).toMatchObject({
      url: 'https://apply.workable.com/j/ABC123DEF4',
      workplaceType: 'remote',
      jobLocation: [{ raw: 'Oslo, Norway' }],
    })
    expect(
      readJson({ offer: { id: 1, title: 'Cook', careers_url: 'https://a.recruitee.com/o/cook' } })[0]
        ?.identifier.source,
    ).toBe('recruitee')
    expect(
      readJson({ '@type': 'JobPosting', title: 'Cook', description: 'Cook well' })[0]?.identifier.source,
    ).toBe('jsonld')
  })
})

const root = process.env['FIXTURES_DIR']

function fixture(file: string, url?: string): Posting[] {
  const body = readFileSync(path.join(root ?? '', file), 'utf8')
  return readPayload({ body, now, ...(url ? { url } : {}) }).postings
}

describe.skipIf(!root)('true payloads, as read by hand (FIXTURES_DIR)', () => {
  test('greenhouse', () => {
    const [first, second] = fixture('greenhouse/amplitude.jobs.content-true.json')
    expect(first).toMatchObject({
      identifier: { source: 'greenhouse', board: 'amplitude', value: '8636903002' },
      url: 'https://job-boards.greenhouse.io/amplitude/jobs/8636903002',
      title: 'Customer Data Scientist - Experimentation',
      hiringOrganization: { name: 'Amplitude', sameAs: null, logo: null },
      datePosted: '2026-07-16T15:55:32.000Z',
      dateModified: '2026-07-29T12:50:01.000Z',
      validThrough: null,
      jobLocation: [
        { raw: 'London, UK', addressLocality: 'London', addressRegion: null, addressCountry: 'GB' },
      ],
      employmentType: [],
      department: 'Solutions Consulting',
      inLanguage: 'en',
      baseSalary: null,
    })
    expect(first?.descriptionText).toMatch(
      /^Amplitude is the leading AI analytics platform, helping over 4,700 customers—including/,
    )
    expect(first?.descriptionText).not.toMatch(/&(?:lt|amp|nbsp);|<\w/)
    expect(second?.title).toBe('Emerging Account Executive (India)')
    expect(fixture('greenhouse/docs.job.pay_transparency.json')[0]?.baseSalary).toMatchObject({
      minValue: 50_000,
      maxValue: 75_000,
      currency: 'USD',
    })
  })

  test('lever', () => {
    const [first] = fixture('lever/idealistconsulting.json')
    expect(first).toMatchObject({
      identifier: {
        source: 'lever',
        board: 'idealistconsulting',
        value: 'a24ec4e5-5caa-473d-abd4-b71f09a8167b',
      },
      title: '(1099 Contract) Nonprofit Salesforce Consultant: Enterprise Project Manager',
      hiringOrganization: { name: 'Idealist Consulting' },
      jobLocation: [
        { raw: 'Chicago, IL', addressLocality: 'Chicago', addressRegion: 'IL', addressCountry: 'US' },
      ],
      workplaceType: 'remote',
      employmentType: ['CONTRACTOR'],
      datePosted: '2025-11-27T01:02:41.939Z',
    })
    const order = [
      "How You'll Contribute",
      '- Guide full project life cycle',
      'Your Background Includes:',
      'Contractor hourly rates are set',
      'A Little More About Us',
    ]
    const found = order.map((words) => first?.descriptionText.indexOf(words) ?? -1)
    expect(found).toEqual(found.toSorted((a, b) => a - b))
    expect(found[0]).toBeGreaterThan(0)
  })

  test('ashby', () => {
    const postings = fixture('ashby/ramp.compensation.json')
    expect(postings[0]).toMatchObject({
      identifier: { source: 'ashby', board: 'ramp', value: '34413f8d-26bf-4bbc-8ade-eb309a0e2245' },
      title: 'Security Engineer, Cloud',
      hiringOrganization: { name: 'Ramp' },
      workplaceType: 'hybrid',
      employmentType: ['FULL_TIME'],
      baseSalary: { minValue: 211_400, maxValue: 290_600, currency: 'USD', unitText: 'YEAR', suspect: null },
    })
    expect(postings[0]?.jobLocation.map((place) => [place.raw, place.addressCountry])).toEqual([
      ['New York, NY (HQ)', 'US'],
      ['Remote (Canada)', 'CA'],
      ['Remote (US)', 'US'],
      ['Miami, FL', 'US'],
    ])
    // Its figure is on-target earnings: the tier's note says so.
    expect(postings[2]?.baseSalary).toMatchObject({
      minValue: 110_000,
      suspect: 'on-target earnings, not base pay',
    })
    expect(postings[1]?.workplaceType).toBe('onsite')
  })

  test('workable', () => {
    expect(fixture('workable/vasion.widget.details.json')[0]).toMatchObject({
      identifier: { source: 'workable', value: '74172297A5' },
      title: 'Account Executive (Partner First) - APAC',
      hiringOrganization: { name: 'Vasion' },
      datePosted: '2026-08-05',
      workplaceType: 'remote',
      jobLocation: [
        {
          raw: 'New South Wales, Australia',
          addressLocality: null,
          addressRegion: 'New South Wales',
          addressCountry: 'AU',
        },
      ],
      industry: 'Computer Software',
      experienceRequirements: 'Associate',
    })
    expect(fixture('workable/v3.jobs.page.synthetic.json')[0]).toMatchObject({
      identifier: { value: 'ABC123DEF4' },
      workplaceType: 'hybrid',
      employmentType: ['FULL_TIME'],
      descriptionText: '',
    })
  })

  test('smartrecruiters', () => {
    expect(fixture('smartrecruiters/automationanywhere.page0.json')[0]).toMatchObject({
      identifier: { source: 'smartrecruiters', board: 'AutomationAnywhere1', value: '743999706414750' },
      title: 'Pricing Analyst',
      hiringOrganization: { name: 'Automation Anywhere' },
      datePosted: '2020-02-06T19:42:44.000Z',
      employmentType: ['FULL_TIME'],
      workplaceType: 'onsite',
      jobLocation: [
        {
          raw: 'San Jose, CA, United States',
          addressLocality: 'San Jose',
          addressRegion: 'CA',
          addressCountry: 'US',
        },
      ],
      descriptionText: '',
    })
    const [detail] = fixture('smartrecruiters/automationanywhere.detail.json')
    expect(detail?.title).toBe('')
    expect(detail?.descriptionText).toMatch(/^Company Description\n\nAutomation Anywhere is the leader/)
    expect(detail?.descriptionText).toContain(
      'Additional Information\n\nAll your information will be kept confidential',
    )
  })

  test('recruitee', () => {
    const postings = fixture('recruitee/aikidosecurity.offers.json')
    expect(postings[0]).toMatchObject({
      title: 'Customer Success Engineer Tel Aviv',
      hiringOrganization: { name: 'Aikido Security' },
      workplaceType: 'remote',
      baseSalary: null,
      jobLocation: [{ addressLocality: 'Tel Aviv', addressCountry: 'IL' }],
    })
    expect(postings[2]).toMatchObject({
      title: 'Office Manager Chicago',
      workplaceType: 'onsite',
      baseSalary: { minValue: 75, maxValue: 95, raw: 'USD 75.00 - 95.00 year' },
    })
    expect(postings[2]?.baseSalary?.suspect).not.toBeNull()
  })

  test('personio', () => {
    const [first, second] = fixture('personio/docs-shape.synthetic.xml')
    expect(first?.descriptionText).toBe(
      'Beschreibung\n\nFür unser Büro suchen wir Verstärkung.\n\n- Empfang & Organisation\n\nDein Profil\n\nDu sprichst Deutsch & Englisch. Literal trap: </position>',
    )
    expect(first?.jobLocation.map((place) => place.raw)).toEqual(['Munich', 'Berlin'])
    expect(second).toMatchObject({
      title: 'Working Student Data (f/m/x)',
      workplaceType: 'remote',
      descriptionText: '',
    })
    expect(fixture('personio/cyberradar.xml')[0]).toMatchObject({
      title: 'Security Tester (m/f/d)',
      hiringOrganization: { name: 'SecureCo GmbH' },
      datePosted: '2026-08-15T06:00:00.000Z',
      jobLocation: [{ addressCountry: 'DE' }],
    })
  })

  test('teamtailor', () => {
    expect(fixture('teamtailor/teamtailor.jobs.json')[0]).toMatchObject({
      title: 'Account Executive - Italy (Madrid based)',
      datePosted: '2026-02-04T08:26:20.000Z',
      jobLocation: [{ addressLocality: 'Madrid', addressCountry: 'ES' }],
    })
    expect(fixture('teamtailor/jobs.synthetic.rss')).toMatchObject([
      {
        title: 'Account Manager, Mid-Market & Enterprise',
        hiringOrganization: { name: 'Example Inc' },
        descriptionText: 'Drive growth & renewals.\n\n- CRM',
        workplaceType: 'hybrid',
        department: 'Revenue',
        jobLocation: [{ addressCountry: 'US' }, { addressCountry: 'NO' }],
      },
      { title: 'Remote Engineer', workplaceType: 'remote', descriptionText: '' },
    ])
  })

  test('breezy', () => {
    expect(fixture('breezy/breezy.json')[0]).toMatchObject({
      title: 'Employee #12',
      hiringOrganization: { name: 'MS Breezy Trial' },
      employmentType: ['OTHER'],
      baseSalary: { minValue: 0.05, maxValue: 0.06, unitText: 'HOUR' },
      jobLocation: [{ addressLocality: 'Chaos', addressRegion: 'FL', addressCountry: 'US' }],
    })
  })

  test('remotive', () => {
    const postings = fixture('remotive/remote-jobs.json')
    expect(postings.map((posting) => posting.baseSalary?.raw)).toEqual([
      'Pay per task',
      '$31,2k- $52k',
      'OTE $25k - $35k',
    ])
    expect(postings[0]).toMatchObject({
      datePosted: '2026-08-13T06:25:53.000Z',
      employmentType: ['PART_TIME'],
      applicantLocationRequirements: [{ raw: 'USA', addressCountry: 'US' }],
      attribution: { name: 'Remotive' },
    })
    expect(postings[0]?.description).not.toMatch(/<img|style=/)
  })

  test('arbeitnow', () => {
    const postings = fixture('arbeitnow/page1.json')
    expect(postings[0]).toMatchObject({
      title: 'Praktikant Marketing/Event (m/w/d) - Student: in',
      hiringOrganization: { name: 'Georg Kuhn GmbH' },
      datePosted: '2026-08-15T15:30:24.000Z',
    })
    expect(postings[2]?.descriptionText).toMatch(/^Veeam is the Data and AI Trust Company/)
    for (const posting of postings) expect(posting.descriptionText).not.toMatch(/Arbeitnow|&lt;/)
  })

  test('remoteok', () => {
    const postings = fixture('remoteok/api.json')
    expect(postings[0]).toMatchObject({
      title: 'Group leader',
      descriptionText: 'paytm qr , soundbox,loan, insurance and swipe mechanic (pos)',
      datePosted: '2026-08-11T02:21:57.000Z',
      baseSalary: null,
    })
    expect(postings[1]).toMatchObject({
      title: 'Handyman',
      hiringOrganization: { name: 'Ocean Hotels Group BARBADOS' },
    })
  })

  test('we work remotely', () => {
    expect(
      fixture('weworkremotely/feed.rss').map((posting) => [posting.hiringOrganization.name, posting.title]),
    ).toEqual([
      ['Remote', 'Account Executive DACH'],
      ['Justworks', 'Account Executive - In-Territory (SF/Bay Area, CA)'],
      ['Amplitude', 'Senior Enterprise Account Executive'],
    ])
  })

  test('himalayas', () => {
    expect(fixture('himalayas/jobs.json')[0]).toMatchObject({
      title: 'Physics Expert - Fully Remote | Upto $135/hr',
      employmentType: ['CONTRACTOR'],
      datePosted: '2026-08-11T05:04:31.000Z',
      validThrough: '2026-10-10T05:04:30.000Z',
      baseSalary: { minValue: 80, maxValue: 135, unitText: 'HOUR', currency: 'USD' },
      applicantLocationRequirements: [{ raw: 'United Kingdom', addressCountry: 'GB' }],
    })
  })

  test('jobicy', () => {
    const postings = fixture('jobicy/remote-jobs.json')
    const paid = postings.find((posting) => posting.baseSalary)
    expect(postings[0]).toMatchObject({
      title: 'Senior Software Engineer (Contract)',
      hiringOrganization: { name: 'Mozilla' },
      employmentType: ['CONTRACTOR'],
      applicantLocationRequirements: [{ addressCountry: 'DE' }],
      attribution: { name: 'Jobicy' },
    })
    expect(paid).toMatchObject({
      industry: 'Marketing & Sales',
      baseSalary: { minValue: 151_000, maxValue: null, currency: 'USD', unitText: 'YEAR' },
    })
    expect(paid?.applicantLocationRequirements.map((place) => place.raw)).toEqual([
      'EMEA',
      'LATAM',
      'Canada',
      'USA',
    ])
  })

  test('adzuna', () => {
    expect(fixture('adzuna/search.json')[2]).toMatchObject({
      title: 'Javascript Developer',
      baseSalary: { minValue: 50_000, maxValue: 55_000, currency: 'GBP', estimated: false },
      jobLocation: [{ addressLocality: 'Marlow', addressCountry: 'GB' }],
      attribution: { name: 'Adzuna' },
    })
  })

  test('usajobs', () => {
    expect(fixture('usajobs/search.json')[0]).toMatchObject({
      identifier: { value: '739502000' },
      url: 'https://www.usajobs.gov/GetJob/ViewDetails/739502000',
      hiringOrganization: { name: 'Naval Sea Systems Command' },
      validThrough: '2023-08-24T23:59:59.997Z',
      employmentType: ['FULL_TIME'],
      workplaceType: 'hybrid',
      baseSalary: { minValue: 186_841, maxValue: 195_000, unitText: 'YEAR' },
    })
  })

  test('hacker news', () => {
    const postings = fixture('hackernews/search_by_date.comments.json')
    expect(postings.map((posting) => posting.hiringOrganization.name)).toEqual([
      'Qase',
      'Wave',
      'Zeitlabs',
      'Trinsic',
      'ResortPass',
      'This Dot Labs',
    ])
    expect(postings[1]).toMatchObject({
      title: 'On-Premises SRE',
      workplaceType: 'remote',
      employmentType: ['FULL_TIME'],
      baseSalary: { minValue: null, maxValue: 185_500 },
      applicantLocationRequirements: [{ raw: 'EMEA' }],
    })
    expect(postings[4]).toMatchObject({
      title: 'Senior Software Engineer, Frontend',
      jobLocation: [{ raw: 'New York, NY' }],
    })
    expect(fixture('hackernews/items.thread.synthetic.json').map((posting) => posting.title)).toEqual([
      'Senior Python Engineer',
      'Platform Engineer',
    ])
  })

  test('json resume’s job', () => {
    const [posting] = fixture('json-resume/sample.job.json')
    expect(posting).toMatchObject({
      title: 'Web Developer',
      hiringOrganization: { name: 'Microsoft' },
      employmentType: ['FULL_TIME'],
      workplaceType: 'hybrid',
      jobLocation: [{ addressLocality: 'Berlin', addressCountry: 'DE' }],
      baseSalary: { minValue: 100_000, currency: null },
      experienceRequirements: 'Mid-level',
    })
    expect(posting?.descriptionText).toContain(
      "Qualifications\n\n- Bachelor's degree in Computer Science or related field\n- 3+ years of experience in web development",
    )
  })
})
