import { createElement, type ReactElement, type ReactNode } from 'react'
import { jsx } from 'react/jsx-runtime'
import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from 'react-email'
import type { Letter, LetterFooter, LetterPart, ListItem } from './letter.ts'
import { darkSheet, styles } from './letter-style.ts'

const sheet = createElement('style', { dangerouslySetInnerHTML: { __html: darkSheet } })

function head(title: string): ReactElement {
  return createElement(
    Head,
    null,
    createElement('title', null, title),
    createElement('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    createElement('meta', { name: 'color-scheme', content: 'light dark' }),
    createElement('meta', { name: 'supported-color-schemes', content: 'light dark' }),
    // Dates and numbers stay text: a phone would paint its own links over them.
    createElement('meta', {
      name: 'format-detection',
      content: 'telephone=no, date=no, address=no, email=no',
    }),
    sheet,
  )
}

const text = (children: ReactNode) => createElement(Text, { className: 'ink', style: styles.text }, children)

const link = (href: string, children: ReactNode) =>
  createElement(Link, { href, className: 'accent', style: styles.link }, children)

function item({ text: words, detail, url }: ListItem, index: number): ReactElement {
  return createElement(
    'li',
    { key: index, className: 'ink', style: styles.item },
    url === undefined ? words : link(url, words),
    detail === undefined ? null : createElement('div', { className: 'quiet', style: styles.detail }, detail),
  )
}

function facts(entries: readonly (readonly [name: string, value: string])[]): ReactElement {
  const rows = entries.map(([name, value]) =>
    createElement(
      'tr',
      { key: name },
      createElement('th', { scope: 'row', className: 'quiet', style: styles.factName }, name),
      createElement('td', { className: 'ink', style: styles.factValue }, value),
    ),
  )
  return createElement(
    'table',
    { cellPadding: 0, cellSpacing: 0, style: styles.facts },
    createElement('tbody', null, rows),
  )
}

function content(part: LetterPart): ReactNode {
  switch (part.kind) {
    case 'text':
      return text(part.text)
    case 'code':
      return createElement(Text, { className: 'code', style: styles.code }, part.code)
    case 'facts':
      return facts(part.facts)
  }
  return [
    createElement(
      Heading,
      { key: 'title', as: 'h2', className: 'ink', style: styles.subheading },
      part.title,
    ),
    createElement('ul', { key: 'items', style: styles.list }, part.items.map(item)),
  ]
}

function footer({ appUrl, unsubscribeUrl }: LetterFooter): ReactElement {
  return createElement(
    Text,
    { className: 'quiet', style: styles.footer },
    'JobPilot, ',
    link(appUrl, new URL(appUrl).host),
    unsubscribeUrl === null
      ? null
      : [' · ', createElement('span', { key: 'leave' }, link(unsubscribeUrl, 'Unsubscribe'))],
  )
}

/** The laid-out form of a letter: no images, nothing loaded from anywhere, legible without its style sheet. */
export function letterHtml(letter: Letter, below: LetterFooter): ReactElement {
  const { subject, preview, heading, parts, button, closing } = letter
  const main = createElement(
    'div',
    { role: 'main' },
    createElement(Text, { className: 'accent', style: styles.brand }, 'JobPilot'),
    createElement(Heading, { as: 'h1', className: 'ink', style: styles.heading }, heading),
    parts.map((part, index) => createElement('div', { key: index }, content(part))),
    button
      ? createElement(
          Section,
          { style: styles.buttonLine },
          createElement(
            Button,
            { href: button.url, className: 'button', style: styles.button },
            button.label,
          ),
        )
      : null,
    closing === undefined
      ? null
      : createElement(Text, { className: 'quiet', style: styles.closing }, closing),
    createElement(Hr, { className: 'rule', style: styles.rule }),
    footer(below),
  )
  return createElement(
    Html,
    { lang: 'en' },
    head(subject),
    createElement(
      Body,
      { className: 'paper', style: styles.paper },
      jsx(Preview, { useTitleTag: false, children: preview }),
      createElement(Container, { className: 'card', style: styles.card }, main),
    ),
  )
}
