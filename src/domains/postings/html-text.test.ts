import { expect, test } from 'vitest'
import { htmlToText, sanitiseHtml } from './html-text.ts'

function read(html: string): string {
  return htmlToText(sanitiseHtml(html))
}

function rows(tag: 'td' | 'th', ...lines: string[]): string {
  return lines
    .map(
      (line) =>
        `<tr>${line
          .split('|')
          .map((cell) => `<${tag}>${cell}</${tag}>`)
          .join('')}</tr>`,
    )
    .join('')
}

test('columns of criteria become headings with their items', () => {
  const table = `<table><caption>What we ask</caption>${rows('th', '|Essential|Desirable')}${rows(
    'td',
    'Studies|Degree in botany|PhD',
    'Hands|<ul><li>Pruning</li><li>Grafting</li></ul>|Latin<br>Drawing',
    'Manner|Calm & kind|',
  )}</table><p>Apply by May.</p>`
  expect(read(table)).toBe(
    'What we ask\n\nEssential\n\n- Studies: Degree in botany\n- Pruning\n- Grafting\n- Manner: Calm & kind\n\n' +
      'Desirable\n\n- Studies: PhD\n- Latin\n- Drawing\n\nApply by May.',
  )
})

test('marks under the columns put each criterion under its heading', () => {
  const table = `<table>${rows('td', 'Criterion|Essential|Desirable|Shown by')}${rows(
    'td',
    'Degree in botany|X||Form',
    'Latin||✓|Interview',
    'Five years in a nursery|X||',
  )}</table>`
  expect(read(table)).toBe(
    'Essential\n\n- Degree in botany (Shown by: Form)\n- Five years in a nursery\n\nDesirable\n\n- Latin (Shown by: Interview)',
  )
})

test('German columns, and a title row above them', () => {
  const table = `<table>${rows('td', 'Anforderungen')}${rows('td', 'Zwingend|Wünschenswert', 'Gärtnerlehre|Latein')}</table>`
  expect(read(table)).toBe('Anforderungen\n\nZwingend\n\n- Gärtnerlehre\n\nWünschenswert\n\n- Latein')
})

test('names and values stand in one line with a colon', () => {
  expect(read(`<table>${rows('td', 'Pay|£30,000', 'Town:|Hull')}</table>`)).toBe('Pay: £30,000\n\nTown: Hull')
})

test('a table that only arranges the page keeps its text in order', () => {
  const layout = '<table><tr><td><h2>Florist</h2><p>Flowers.</p></td><td><p>Ring us.</p></td></tr></table>'
  expect(read(layout)).toBe('Florist\n\nFlowers.\n\nRing us.')
  expect(read(`<table>${rows('th', 'Day|From|To')}${rows('td', 'Monday|8|16')}</table>`)).toBe(
    'Day From To\nMonday 8 16',
  )
})

test('lists in lists, numbers and lines by <br> stay lines', () => {
  expect(read('<ul><li>Plants<ul><li>Trees</li><li>Herbs</li></ul></li><li>People</li></ul>')).toBe(
    '- Plants\n  - Trees\n  - Herbs\n- People',
  )
  expect(read('<p>You bring:<br>• Trees<br/>• Herbs<br><br>🌱 Mint<br>🌱 Sage</p>')).toBe(
    'You bring:\n• Trees\n• Herbs\n\n🌱 Mint\n🌱 Sage',
  )
  expect(
    read('<ol><li>One</li><li>Two</li></ol>')
      .split('\n')
      .map((line) => line.trim()),
  ).toEqual(['1. One', '2. Two'])
})

test('a table of absurd size ends in time', () => {
  const table = `<table>${rows('td', 'Essential|Desirable', ...Array.from({ length: 3_000 }, (_, at) => `Tree ${at}|Herb ${at}`))}</table>`
  const lines = read(table).split('\n')
  expect(lines.filter((line) => line.startsWith('- Herb'))).toHaveLength(3_000)
})
