import { html, raw } from 'hono/html'

const sheet = `
  :root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 34rem; padding: 15vh 20px; background: light-dark(#f6f4ee, #131719); color: light-dark(#1b2220, #e9eae5); }
  a { color: light-dark(#0f5c4d, #5fcbb0); }
  button { background: light-dark(#0f5c4d, #5fcbb0); border: 0; border-radius: 8px; color: light-dark(#ffffff, #0b1412); cursor: pointer; font: inherit; font-weight: 600; padding: 12px 20px; }
`

interface UnsubscribeWords {
  heading: string
  words: string
  /** A form with one button that posts to this very address. */
  button?: string
  appUrl: string
}

/** Where a mail's "Unsubscribe" leads; works without signing in and without scripts. */
export function unsubscribePage({ heading, words, button, appUrl }: UnsubscribeWords) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${heading} · JobPilot</title>
        <style>
          ${raw(sheet)}
        </style>
      </head>
      <body>
        <main>
          <h1>${heading}</h1>
          <p>${words}</p>
          ${
            button === undefined
              ? ''
              : html`<form method="post"><button type="submit">${button}</button></form>`
          }
          <p><a href="${appUrl}">Open JobPilot</a></p>
        </main>
      </body>
    </html>`
}
