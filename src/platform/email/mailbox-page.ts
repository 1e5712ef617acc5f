import { html } from 'hono/html'
import type { DevMail } from './dev-mailbox.ts'

/** APP_ENV local: what would have been mailed, newest first. */
export function mailboxPage(mails: DevMail[]) {
  return html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <title>Mailbox of this machine</title>
      <h1>Mailbox of this machine</h1>
      <p>Nothing here was sent: in the local environment, mail stays on this page.</p>
      ${mails.length === 0 ? html`<p>No mail yet.</p>` : ''}
      ${mails.map(
        (mail) =>
          html`<article>
            <h2>${mail.subject}</h2>
            <p>To ${mail.to}, <time datetime="${mail.at.toISOString()}">${mail.at.toISOString()}</time></p>
            <pre>${mail.text}</pre>
          </article>`,
      )}
    </html>`
}
