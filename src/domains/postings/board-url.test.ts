import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { locatorFromPage, recognisePostingUrl } from './board-url.ts'

const UUID = '12747eb1-e545-478d-b07c-f27f4a88cc12'

function brief(url: string): string | null {
  const found = recognisePostingUrl(url)
  return found && [found.source, found.board ?? '-', found.id ?? '-'].join(' ')
}

test.each([
  ['https://boards.greenhouse.io/canonical/jobs/4124053', 'greenhouse canonical 4124053'],
  [
    'https://boards.greenhouse.io/robinhood/jobs/6087178?gh_src=NaN&gh_jid=6087178',
    'greenhouse robinhood 6087178',
  ],
  ['https://job-boards.greenhouse.io/figma/jobs/5227935004', 'greenhouse figma 5227935004'],
  ['https://job-boards.eu.greenhouse.io/acme/jobs/77', 'greenhouse acme 77'],
  ['https://boards.greenhouse.io/embed/job_app?token=5893276003', 'greenhouse - 5893276003'],
  ['https://boards.greenhouse.io/embed/job_app?for=acme&token=58', 'greenhouse acme 58'],
  ['https://boards-api.greenhouse.io/v1/boards/acme/jobs/58', 'greenhouse acme 58'],
  ['https://stripe.com/jobs/search?gh_jid=5685463', 'greenhouse - 5685463'],
  [`https://jobs.lever.co/SublimeSystems/${UUID}/apply`, `lever SublimeSystems ${UUID}`],
  [`https://jobs.eu.lever.co/acme/${UUID}`, `lever acme ${UUID}`],
  [`https://jobs.ashbyhq.com/trunk%20tools/${UUID}/application`, `ashby trunk tools ${UUID}`],
  [`https://www.example.com/careers?ashby_jid=${UUID}#open`, `ashby - ${UUID}`],
  ['https://apply.workable.com/poly-ai/j/E2ED2F21C7/apply', 'workable poly-ai E2ED2F21C7'],
  ['https://apply.workable.com/j/E2ED2F21C7', 'workable - E2ED2F21C7'],
  ['https://acme.workable.com/j/e2ed2f21c7', 'workable acme E2ED2F21C7'],
  [
    'https://jobs.smartrecruiters.com/AutomationAnywhere1/743999706414750-pricing-analyst',
    'smartrecruiters AutomationAnywhere1 743999706414750',
  ],
  ['https://careers.smartrecruiters.com/Acme', 'smartrecruiters Acme -'],
  ['https://acme.recruitee.com/o/office-manager', 'recruitee acme office-manager'],
  ['https://acme.jobs.personio.de/job/4103?language=de', 'personio acme 4103'],
  ['https://acme.jobs.personio.com/job/4103', 'personio acme 4103'],
  ['https://acme.teamtailor.com/jobs/7167985-account-executive', 'teamtailor acme 7167985'],
  ['https://acme.na.teamtailor.com/jobs/71', 'teamtailor acme 71'],
  ['https://antithesis.breezy.hr/p/4eefa88283f5/apply', 'breezy antithesis 4eefa88283f5'],
  ['https://adobe.wd5.myworkdayjobs.com/external/job/Seattle/Engineer_R148211', 'workday adobe R148211'],
  ['https://news.ycombinator.com/item?id=48860201', 'hackernews - 48860201'],
])('%s is %s', (url, expected) => {
  expect(brief(url)).toBe(expected)
})

test.each([
  'https://evil.example/?x=boards.greenhouse.io/acme/jobs/1',
  'https://evil.example/boards.greenhouse.io/acme/jobs/1',
  'https://boards.greenhouse.io.evil.example/acme/jobs/1',
  'https://xboards.greenhouse.io/acme/jobs/1',
  'https://boards.greenhouse.io@evil.example/acme/jobs/1',
  'https://jobs.lever.co@evil.example/',
  'https://evil.example/#https://jobs.lever.co/acme',
  `https://evil.example/jobs.ashbyhq.com/acme/${UUID}`,
  'https://recruitee.com/o/x',
  'https://www.recruitee.com/o/x',
  'https://a.b.recruitee.com/o/x',
  'https://evil.example/?gh_jid=abc',
  'https://evil.example/?ashby_jid=1',
  'javascript:alert(1)//boards.greenhouse.io/acme/jobs/1',
  'boards.greenhouse.io/acme/jobs/1',
  'ftp://boards.greenhouse.io/acme/jobs/1',
  'https://user:pass@boards.greenhouse.io/acme/jobs/1',
  '',
])('%j is no known board', (url) => {
  expect(recognisePostingUrl(url)).toBeNull()
})

test('a host in capitals or with a final dot is the same host', () => {
  expect(brief('HTTPS://Boards.Greenhouse.IO/acme/jobs/1')).toBe('greenhouse acme 1')
  expect(brief('https://boards.greenhouse.io./acme/jobs/1')).toBe('greenhouse acme 1')
})

test('the API is asked for the posting itself where the board has such an address', () => {
  const api = (url: string) => recognisePostingUrl(url)?.apiUrls
  expect(api('https://boards.greenhouse.io/acme/jobs/5')).toEqual([
    'https://boards-api.greenhouse.io/v1/boards/acme/jobs/5?pay_transparency=true',
  ])
  expect(api(`https://jobs.eu.lever.co/Acme/${UUID}`)).toEqual([
    `https://api.eu.lever.co/v0/postings/Acme/${UUID}?mode=json`,
  ])
  expect(api(`https://jobs.ashbyhq.com/trunk%20tools/${UUID}`)).toEqual([
    'https://api.ashbyhq.com/posting-api/job-board/trunk%20tools?includeCompensation=true',
  ])
  expect(api('https://jobs.smartrecruiters.com/Acme/743999706414750')).toEqual([
    'https://api.smartrecruiters.com/v1/companies/Acme/postings/743999706414750',
  ])
  expect(api('https://stripe.com/jobs/search?gh_jid=5685463')).toEqual([])
  expect(api('https://adobe.wd5.myworkdayjobs.com/external/job/Seattle/Engineer_R148211')).toEqual([])
})

describe('boards in a page', () => {
  const known = { source: 'greenhouse', board: null, id: '42', apiUrls: [] }
  test.each([
    '<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>',
    '<iframe src="https://job-boards.greenhouse.io/embed/job_app?token=42&amp;for=acme">',
    '<script>load("https://boards.eu.greenhouse.io/embed/job_board/js?for=acme&b=1")</script>',
  ])('%s', (html) => {
    expect(locatorFromPage(html, known)).toMatchObject({ source: 'greenhouse', board: 'acme', id: '42' })
  })

  test('somebody else’s address with that text is none', () => {
    expect(locatorFromPage('<a href="/?q=greenhouse.io&for=acme">', known)).toBeNull()
    expect(
      locatorFromPage('https://boards.greenhouse.io/embed/job_board/js?for=acme', { ...known, board: 'own' }),
    ).toBeNull()
  })
})

const root = process.env['FIXTURES_DIR']
test.skipIf(!root)('150 true addresses are recognised as they were by hand (FIXTURES_DIR)', () => {
  const urls = readFileSync(path.join(root ?? '', 'ats-urls/urls.txt'), 'utf8')
    .trim()
    .split('\n')
  const counts: Record<string, number> = {}
  for (const url of urls) {
    const found = recognisePostingUrl(url)
    const name = found
      ? `${found.source}${found.board ? '' : ' without board'}${found.id ? '' : ' without id'}`
      : 'none'
    counts[name] = (counts[name] ?? 0) + 1
  }
  // None: avature, two careers pages of employers, four of jobvite, icims. Without board: 3 embeds, 14 gh_jid.
  expect(counts).toEqual({
    greenhouse: 69,
    'greenhouse without board': 17,
    lever: 36,
    ashby: 10,
    'ashby without board': 1,
    workable: 2,
    breezy: 1,
    workday: 6,
    none: 8,
  })
  expect(urls).toHaveLength(150)
})
