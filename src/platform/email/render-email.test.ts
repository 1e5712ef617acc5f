import { describe, expect, test } from 'vitest'
import { emailSamples } from '../../testing/email-samples.ts'
import { renderEmail } from './render-email.ts'

const footer = {
  appUrl: 'https://jobs.example.org',
  unsubscribeUrl: 'https://jobs.example.org/leave?token=x',
}

/** What is to be read in HTML: entities and tags undone. */
function wordsOf(html: string): string {
  const body = html
    .replace(/<head>[\s\S]*?<\/head>/, '')
    .replace(/<div[^>]*data-skip-in-text[\s\S]*?<\/div><\/div>/, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
  return plain(
    body
      .replaceAll('&#x27;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>'),
  )
}
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

describe.each(Object.values(emailSamples))('$kind', (sample) => {
  test('the plain part and the laid-out one say the same', async () => {
    const { subject, html, text } = await renderEmail(sample, footer)
    expect(subject).toMatch(/^\S.{5,90}$/)
    const shown = wordsOf(html)
    const lines = text.split('\n').map((line) =>
      plain(
        line
          .replace(/^- /, '')
          .replace(/^[\w' ]+: (?=https:)/, '')
          .replace(/^\s+/, ''),
      ),
    )
    const words = lines.filter((line) => line !== '' && line !== '--' && !line.startsWith('https:'))
    expect(words.length).toBeGreaterThanOrEqual(3)
    for (const line of words.filter((one) => !/^(JobPilot, https|[\w ]+: )/.test(one)))
      expect(shown).toContain(line)
    // Names and values of facts stand in cells of their own.
    for (const [, name = '', value = ''] of text.matchAll(/^([A-Z][\w ]+): (?!https:)(.+)$/gm)) {
      expect(shown).toContain(name)
      expect(shown).toContain(value)
    }
  })

  test('links are absolute, the same in both parts, and nothing is loaded from anywhere', async () => {
    const { html, text } = await renderEmail(sample, footer)
    const links = [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '')
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) {
      expect(link).toMatch(/^https:\/\/jobs\.example\.org(\/|$)/)
      expect(text).toContain(link)
    }
    expect(html).not.toMatch(/<(img|script|link|iframe|object)\b|url\(|@import|@font-face/i)
    expect((html.match(/class="button"/g) ?? []).length).toBeLessThanOrEqual(1)
  })

  test('nothing is left out of it by mistake, and it knows dark screens', async () => {
    const { subject, html, text } = await renderEmail(sample, footer)
    expect([subject, html, text].join()).not.toMatch(/undefined|\bnull\b|NaN|\[object|Invalid Date/)
    expect(html).toContain('name="color-scheme" content="light dark"')
    expect(html).toContain('prefers-color-scheme: dark')
    expect(html).toMatch(/^<!DOCTYPE html/i)
    expect(html).toContain('lang="en"')
    // Gmail cuts off what is longer than 102 kB.
    expect(html.length).toBeLessThan(60_000)
  })
})

test('what people wrote is text, wherever it stands', async () => {
  const name = `<script>alert("x")</script>\r\nBcc: everybody@example.org & "co"`
  const { subject, html, text } = await renderEmail({ kind: 'welcome', name }, footer)
  expect(html).not.toContain('<script')
  expect(html).toContain('&lt;script&gt;')
  expect(text).toContain(`& "co"`)
  expect(subject).not.toMatch(/[\r\n]/)
})

test('dates are the person’s, money is money', async () => {
  const late = new Date('2026-12-31T23:30:00Z')
  const london = await renderEmail(
    { kind: 'deletion_reminder', purgeAfter: late, timeZone: 'Europe/London' },
    footer,
  )
  const tokyo = await renderEmail(
    { kind: 'deletion_reminder', purgeAfter: late, timeZone: 'Asia/Tokyo' },
    footer,
  )
  expect([london.subject, tokyo.subject]).toEqual([
    'Last reminder: your JobPilot account will be deleted on 31 December 2026',
    'Last reminder: your JobPilot account will be deleted on 1 January 2027',
  ])
  const { text } = await renderEmail(emailSamples.budget_80, footer)
  expect(text).toContain('Spent: $8.04\nBudget: $10.00\nRenewed on: 1 December 2026')
})

test('only what can be unsubscribed offers it', async () => {
  const { html, text } = await renderEmail(emailSamples.sign_in_code, { ...footer, unsubscribeUrl: null })
  expect(html + text).not.toMatch(/unsubscribe/i)
})
