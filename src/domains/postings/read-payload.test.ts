import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { postingErrors } from './errors.ts'
import { readHtmlPage } from './read-html-page.ts'
import { readPastedText } from './read-pasted-text.ts'
import { readPayload } from './read-payload.ts'
import { postingSchema, type Posting } from './schema.ts'
import { DomainError } from '../../platform/errors.ts'

const now = new Date('2026-08-20T00:00:00Z')
const read = (body: string) => readPayload({ body, now })

test.each([
  ['{"jobs":[],"meta":{"total":0}}', 'board_empty'],
  ['[]', 'board_empty'],
  ['{"apiVersion":"1","jobs":[]}', 'board_empty'],
  ['{"totalFound":0,"content":[]}', 'board_empty'],
  ['{"data":[],"links":{},"meta":{}}', 'board_empty'],
  ['{"SearchResult":{"SearchResultCount":0,"SearchResultItems":[]}}', 'board_empty'],
  ['<?xml version="1.0"?><workzag-jobs></workzag-jobs>', 'board_empty'],
  ['<?xml version="1.0"?><workzag-jobs/>', 'board_empty'],
  ['<rss><channel><title>x</title></channel></rss>', 'board_empty'],
  ['[{"last_updated":1,"legal":"x"}]', 'posting_unrecognised'],
  ['{"ok":false,"error":"Document not found"}', 'posting_gone'],
  ['{"status":404,"error":"Job not found"}', 'posting_gone'],
  ['{"message":"This job has expired"}', 'posting_gone'],
  ['Not Found', 'posting_gone'],
  ['404 page not found', 'posting_gone'],
  ['<html><title>404 Not Found</title><body>nginx</body></html>', 'posting_gone'],
  ['<html><title>Welcome</title><body>Hello</body></html>', 'posting_unrecognised'],
  ['{"weather":"fine"}', 'posting_unrecognised'],
  ['{broken', 'posting_unrecognised'],
  ['', 'posting_unrecognised'],
  ['null', 'posting_unrecognised'],
  ['42', 'posting_unrecognised'],
  [
    '<rss><channel><item><title>News</title><link>https://x.example</link></item></channel></rss>',
    'posting_unrecognised',
  ],
])('%s is %s', (body, code) => {
  const result = read(body)
  expect(result.postings).toEqual([])
  expect(result.problem?.code).toBe(code)
  expect(result.problem?.words.length).toBeGreaterThan(20)
})

test('threads of Hacker News are no postings, and it says what to give instead', () => {
  const thread = { objectID: '1', title: 'Ask HN: Who is hiring?', num_comments: 3 }
  expect(read(JSON.stringify({ hits: [thread] })).problem).toMatchObject({
    code: 'posting_unrecognised',
    words: expect.stringContaining('thread') as string,
  })
})

test('a byte-order mark, NUL and white space before the payload do no harm', () => {
  const job = JSON.stringify({
    id: 1,
    title: 'Cook\u0000',
    absolute_url: 'https://boards.greenhouse.io/a/jobs/1',
    location: { name: 'Oslo' },
  })
  expect(read(`\ufeff\n\u0000 ${job}`).postings[0]?.title).toBe('Cook')
})

test('entities that a document defines itself are not expanded', () => {
  const bomb =
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><workzag-jobs><position><id>1</id><name>&b;</name></position></workzag-jobs>'
  expect(read(bomb).postings).toEqual([])
})

test('the shape decides, not the name or the type it came with', () => {
  const body =
    '{"jobs":[{"id":1,"title":"Cook","absolute_url":"https://boards.greenhouse.io/a/jobs/1","location":{"name":"Oslo"}}]}'
  expect(readPayload({ body, contentType: 'text/html', now }).source).toBe('greenhouse')
})

/** Keys that make readers believe a payload is theirs. */
const keys = [
  'jobs',
  'id',
  'title',
  'absolute_url',
  'location',
  'content',
  'hits',
  'children',
  'comment_text',
  'parent_id',
  'story_id',
  'text',
  'hostedUrl',
  'lists',
  'categories',
  'jobUrl',
  'descriptionHtml',
  'compensation',
  'shortcode',
  'locations',
  'jobAd',
  'sections',
  'name',
  'company',
  'offers',
  'careers_url',
  'salary',
  'items',
  '_jobposting',
  'baseSalary',
  'position',
  'epoch',
  'companyName',
  'applicationLink',
  'jobTitle',
  'redirect_url',
  'results',
  'data',
  'slug',
  'SearchResult',
  'MatchedObjectDescriptor',
  'PositionLocation',
  '@type',
  '@id',
  '@graph',
  'description',
  'hiringOrganization',
  'jobLocation',
  'address',
  '__proto__',
  'constructor',
]
const leaf = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'JobPosting',
    'https://boards.greenhouse.io/a/jobs/1',
    '2026-01-01',
    '$5 - $',
    '1e999',
    '\ud800',
  ),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 8 }),
  ),
})).any

/** Everything but white space and what nobody sees. */
function squeezed(text: string): string {
  return text.replaceAll('\u0000', '').replace(/[\s\u200b\u2060\ufeff]/g, '')
}

/** No postings where the page is refused in words; any other error is a defect. */
function readOrRefuse(html: string): Posting[] {
  try {
    return readHtmlPage({ html, url: 'https://x.example/1', now })
  } catch (error) {
    if (error instanceof DomainError) return []
    throw error
  }
}

describe('whatever comes', () => {
  const expectAnswer = (body: string) => {
    const result = read(body)
    expect(result.postings.length === 0).toBe(result.problem !== null)
    if (result.problem) expect(Object.keys(postingErrors)).toContain(result.problem.code)
    for (const posting of result.postings) postingSchema.parse(posting)
  }

  test('JSON of any shape gives valid postings or a named problem', () => {
    fc.assert(
      fc.property(value, (payload) => expectAnswer(JSON.stringify(payload) ?? 'null')),
      { numRuns: 400 },
    )
  })

  test('any text does', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 400 }),
          fc.string({ maxLength: 400 }).map((text) => `<?xml?><rss>${text}`),
        ),
        (body) => expectAnswer(body),
      ),
      { numRuns: 400 },
    )
  })

  const markup = fc.array(
    fc.constantFrom(
      '<div>',
      '</div>',
      '<p itemprop="title">',
      '<div itemscope itemtype="http://schema.org/JobPosting">',
      '<script type="application/ld+json">',
      '</script>',
      '{"@type":"JobPosting","title":',
      '"x"',
      '}',
      '<!--',
      '-->',
      '<![CDATA[',
      '<h1>',
      'text &amp; more',
      '&#0;',
      '<a href="http://[">',
      '<link rel="canonical" href="::">',
      '<html lang="">',
      '<ul><li>',
    ),
    { maxLength: 30 },
  )
  test('any tags do, and nothing but a DomainError is thrown', () => {
    fc.assert(
      fc.property(markup, (tags) => {
        const postings = readOrRefuse(tags.join(''))
        expect(postings.map((posting) => postingSchema.safeParse(posting).success)).toEqual(
          postings.map(() => true),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('any pasted text is kept word for word or is empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const posting = readPastedText({ text: text.replaceAll('<', ''), now })
        if (posting) postingSchema.parse(posting)
        expect(squeezed(posting?.descriptionText ?? '')).toBe(squeezed(text.replaceAll('<', '')))
      }),
      { numRuns: 300 },
    )
  })

  test('deep JSON does not exhaust the stack', () => {
    expect(read('['.repeat(100_000) + ']'.repeat(100_000)).problem?.code).toBe('posting_unrecognised')
    expect(read(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`).problem?.code).toBe('posting_unrecognised')
  })

  test('hostile regular input is read in reasonable time', () => {
    // Of this processor, whatever else the machine does meanwhile.
    const begun = process.cpuUsage()
    for (const filler of [' ', 'a ', '1,', '&lt;', '- ', '|', '<', '\n', '$1', 'A b. ']) {
      readPastedText({ text: `Cook${filler.repeat(30_000)}x`, now })
      read(`<html><body>${filler.repeat(30_000)}</body></html>`)
      read(
        JSON.stringify({
          id: 1,
          title: filler.repeat(5_000),
          absolute_url: 'https://x.example/',
          location: { name: filler.repeat(5_000) },
          content: filler.repeat(30_000),
        }),
      )
    }
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(12_000)
  })
})

const root = process.env['FIXTURES_DIR']
test.skipIf(!root)('answers without postings (FIXTURES_DIR)', () => {
  const codes = [
    'ashby/board-empty.json',
    'ashby/unknown-board.404.txt',
    'greenhouse/not-found.404.json',
    'lever/site-empty.json',
    'lever/site-unknown.404.json',
    'arbeitnow/page2.empty.json',
    'hackernews/search_by_date.threads.json',
    'json-resume/sample.resume.json',
    'json-resume/schema.json',
  ].map((file) => {
    const { postings, problem } = read(readFileSync(path.join(root ?? '', file), 'utf8'))
    expect(postings).toEqual([])
    return problem?.code
  })
  expect(codes).toEqual([
    'board_empty',
    'posting_gone',
    'posting_gone',
    'board_empty',
    'posting_gone',
    'board_empty',
    'posting_unrecognised',
    'posting_unrecognised',
    'posting_unrecognised',
  ])
})
