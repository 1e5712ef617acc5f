import { describe, expect, test } from 'vitest'
import { noticesOf } from './notices.ts'
import { readPage } from './read-html-page.ts'
import { readPayload } from './read-payload.ts'

const now = new Date('2026-08-20T00:00:00Z')

function read(body: string, title = '') {
  return readPage({
    html: `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`,
    url: null,
    now,
  })
}

const bakery = `<h1>Night baker</h1><p>Ovenlight, Ghent</p><p>Dough at two, loaves at five, home by nine. Four of us and a radio.
  The starter is older than the youngest of us, the oven is newer than the van, and both want looking after.</p>
  <ul><li>Hands that know rye from wheat</li><li>Up before the birds</li></ul><p>Tell us about the best loaf you ever made.</p>`

describe('a page is read whatever its words are', () => {
  test('in short and plain words, without any that job boards use', () => {
    const [posting] = read(bakery, 'Night baker | Ovenlight').postings
    expect(posting).toMatchObject({ title: 'Night baker', hiringOrganization: { name: 'Ovenlight' } })
    expect(posting?.descriptionText).toContain('- Hands that know rye from wheat\n- Up before the birds')
    expect(posting && noticesOf(posting, now)).toEqual([])
  })

  test('in a language that no list of words knows', () => {
    const text = 'Hledáme pekařku na noční směnu do malé pekárny v Olomouci. Těsto ve dvě, chleba v pět. '
    expect(read(`<h1>Pekařka</h1><p>${text.repeat(4)}</p>`).postings[0]).toMatchObject({ title: 'Pekařka' })
  })

  test('also when it speaks of errors, logins, cookies or lists', () => {
    const about = (title: string, words: string) =>
      read(`<h1>${title}</h1><p>${words.repeat(12)}</p>`, title).postings.length
    expect(about('Error analyst, not found in every lab', 'You look for what went wrong in a proof. ')).toBe(
      1,
    )
    expect(about('Cookie baker', 'You bake cookies by the thousand, and no two are alike. ')).toBe(1)
    expect(about('Careers adviser', 'You show young people what jobs there are and how to get them. ')).toBe(
      1,
    )
    expect(about('Join our night team', 'You keep the ward calm until the morning comes. ')).toBe(1)
  })

  test.each([
    ['a heading', '<h1>Night baker</h1><p>Ovenlight</p>', 'Apply'],
    [
      'a heading and a cookie notice',
      '<h1>Night baker</h1><p>We use cookies. Cookies help us a lot.</p>',
      '',
    ],
    ['the tab and a byline', '<p>Ovenlight, Ghent. Nights, four a week, from May.</p>', 'Night baker'],
  ])('%s is a posting that says it has no description', (_, body, title) => {
    const [posting] = read(body, title).postings
    expect(posting?.title).toBe('Night baker')
    expect(posting && noticesOf(posting, now)).toEqual(['no_description'])
  })
})

const links = (count: number, more = '') =>
  Array.from(
    { length: count },
    (_, at) => `<li><a href="/work/${at}">Baker number ${at}</a>${more}</li>`,
  ).join('')

describe('a page that clearly is no posting is refused in words', () => {
  test.each([
    ['an error', '<h1>403 Forbidden</h1><p>nginx</p>', '', 'error page'],
    [
      'a check for robots',
      '<h1>bakery.example</h1><p>Enable JavaScript to go on.</p>',
      'Just a moment...',
      'robots',
    ],
    ['a login', '<h1>Sign in</h1><form><input type="password"></form><p>Forgot it?</p>', '', 'login'],
    [
      'a login without a heading',
      '<form><label>Password <input type="password"></label></form>',
      'Bakery',
      'login',
    ],
    [
      'a notice about cookies',
      `<p>${'We and our partners use cookies to measure visits. '.repeat(8)}</p>`,
      'Bakery',
      'cookies',
    ],
    [
      'a list under its name',
      `<h1>Open positions</h1><ul>${links(4, ' Ghent, full-time')}</ul>`,
      '',
      'several jobs',
    ],
    ['a list without a name', `<h1>Ovenlight</h1><ul>${links(9, ' Ghent')}</ul>`, '', 'several jobs'],
    ['a shell that a script fills', '<div id="app"></div>', 'Bakery', 'no text'],
    [
      'a recipe that says so',
      `<script type="application/ld+json">{"@graph":[{"@type":"Recipe","name":"Rye"}]}</script>${bakery}`,
      '',
      'recipe',
    ],
  ])('%s', (_, body, title, words) => {
    const { postings, refused } = read(body, title)
    expect(postings).toEqual([])
    expect(refused?.words).toContain(words)
    expect(refused?.gone).toBe(false)
  })

  test.each([
    '<h1>This job is no longer open</h1>',
    '<h1>404</h1>',
    '<h1>Page not found</h1>',
    '<h1>Seite nicht gefunden</h1>',
  ])('%s is gone', (heading) => {
    const body = `<html><body>${heading}<p>Have a look at our other pages.</p></body></html>`
    expect(readPayload({ body, now }).problem?.code).toBe('posting_gone')
  })

  test('the words of the refusal reach the person', () => {
    const body = `<html><body><h1>Our vacancies</h1><ul>${links(6)}</ul></body></html>`
    expect(readPayload({ body, now }).problem).toMatchObject({
      code: 'posting_unrecognised',
      words: expect.stringContaining('several jobs') as string,
    })
  })

  test('a posting with links to others below it is none of these', () => {
    const more = `<h2>More at Ovenlight</h2><ul>${links(3)}</ul>`
    expect(read(`<main>${bakery}${more}</main>`, 'Night baker').postings).toHaveLength(1)
  })
})
