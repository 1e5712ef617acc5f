import { html, raw } from 'hono/html'
import type { DevMail } from './dev-mailbox.ts'
import { momentOf } from './letter-words.ts'

export const MAILBOX_PATH = '/dev/mailbox'

const sheet = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 1240px; padding: 24px 16px; background: light-dark(#f6f4ee, #131719); color: light-dark(#1b2220, #e9eae5); }
  a { color: light-dark(#0f5c4d, #5fcbb0); }
  ol { list-style: none; padding: 0; }
  li { border-top: 1px solid light-dark(#ddd8ca, #2f383b); padding: 10px 0; overflow-wrap: anywhere; }
  .quiet { color: light-dark(#55605b, #a5b0ab); }
  .frames { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
  iframe { border: 1px solid light-dark(#86897f, #6d7a76); height: 720px; width: 100%; }
  iframe.light { color-scheme: light; }
  iframe.dark { color-scheme: dark; }
  pre { background: light-dark(#fffefb, #1a2023); overflow-wrap: anywhere; padding: 16px; white-space: pre-wrap; }
`

function page(title: string, content: unknown) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${raw(sheet)}
        </style>
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`
}

const when = ({ at }: DevMail) => html`<time datetime="${at.toISOString()}">${momentOf(at)}</time>`

/** APP_ENV local: what would have been mailed, newest first. */
export function mailboxPage(mails: DevMail[]) {
  const list = mails.map(
    (mail) =>
      html`<li>
        <a href="${MAILBOX_PATH}/${mail.id}">${mail.subject}</a>
        <div class="quiet">To ${mail.to}, ${when(mail)}</div>
      </li>`,
  )
  return page(
    'Mailbox of this machine',
    html`<h1>Mailbox of this machine</h1>
      <p>Nothing here was sent: in the local environment, mail stays on this page.</p>
      ${
        mails.length === 0
          ? html`<p>No mail yet.</p>`
          : html`<ol>
              ${list}
            </ol>`
      }`,
  )
}

/** Nothing in a mail may run or be loaded: the frame is sandboxed, and it inherits this page's policy. */
function frame(mail: DevMail, scheme: 'light' | 'dark') {
  const title = `The mail on a ${scheme} screen`
  return html`<iframe class="${scheme}" title="${title}" sandbox="" srcdoc="${mail.html ?? ''}"></iframe>`
}

/** One mail as its reader sees it, on light and dark screens, and its plain part. */
export function mailPage(mail: DevMail) {
  return page(
    mail.subject,
    html`<p><a href="${MAILBOX_PATH}">All mail</a></p>
      <h1>${mail.subject}</h1>
      <p class="quiet">To ${mail.to}, ${when(mail)}</p>
      ${mail.html === null ? '' : html`<div class="frames">${frame(mail, 'light')}${frame(mail, 'dark')}</div>`}
      <h2>Plain text</h2>
      <pre>${mail.text}</pre>`,
  )
}
