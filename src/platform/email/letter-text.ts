import type { Letter, LetterFooter, LetterPart } from './letter.ts'

function partText(part: LetterPart): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'code':
      return `    ${part.code}`
    case 'facts':
      return part.facts.map(([name, value]) => `${name}: ${value}`).join('\n')
  }
  return [part.title, ...part.items.map(itemText)].join('\n')
}

function itemText({ text, detail, url }: { text: string; detail?: string; url?: string }): string {
  return [`- ${text}`, ...[detail, url].filter((line) => line !== undefined).map((line) => `  ${line}`)].join(
    '\n',
  )
}

/** The plain part: everything that the HTML says, addresses written out. */
export function letterText(letter: Letter, { appUrl, unsubscribeUrl }: LetterFooter): string {
  const { heading, parts, button, closing } = letter
  const footer = [
    `JobPilot, ${appUrl}`,
    ...(unsubscribeUrl === null ? [] : [`Unsubscribe: ${unsubscribeUrl}`]),
  ]
  return [
    heading,
    ...parts.map(partText),
    ...(button ? [`${button.label}: ${button.url}`] : []),
    ...(closing === undefined ? [] : [closing]),
    // Two hyphens and a space: where mail programs see the signature begin (RFC 3676).
    `-- \n${footer.join('\n')}`,
  ].join('\n\n')
}
