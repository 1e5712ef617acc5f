import { render } from 'react-email'
import type { EmailContent } from './email-kinds.ts'
import type { LetterFooter } from './letter.ts'
import { letterHtml } from './letter-html.ts'
import { letterText } from './letter-text.ts'
import { writeLetter } from './write-letter.ts'

export interface RenderedEmail {
  subject: string
  html: string
  text: string
}

/** Subjects are one line, whatever a name holds. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

export async function renderEmail(content: EmailContent, footer: LetterFooter): Promise<RenderedEmail> {
  const letter = writeLetter(content, footer.appUrl)
  return {
    subject: oneLine(letter.subject),
    html: await render(letterHtml(letter, footer)),
    text: letterText(letter, footer),
  }
}
