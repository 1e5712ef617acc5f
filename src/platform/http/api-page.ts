import { html, raw } from 'hono/html'
import type { Plan } from '../auth/session.ts'
import { callLimits } from '../limits/limits.ts'
import type { ApiProcedure } from '../trpc/api-procedures.ts'
import { clientCall, curlCall } from '../trpc/call-text.ts'
import { listRefusals, type ApiWords } from '../trpc/complete-api.ts'
import { limitsText, typeText } from '../trpc/schema-text.ts'
import { apiStyle } from './api-style.ts'

export interface ApiPageOptions {
  procedures: ApiProcedure[]
  words: ApiWords
  /** The address of the API: `http://localhost:3000/api/v1`. */
  base: string
  version: string
}

type Html = ReturnType<typeof html>

/** Doc comments write code in backticks. */
function prose(text: string): Html[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
}

function placeOf({ rest, kind }: ApiProcedure, field: string): string {
  if (!rest) return ''
  if (rest.path.includes(`{${field}}`)) return 'in the path, '
  return kind === 'query' || rest.method === 'DELETE' ? 'in the query, ' : 'in the body, '
}

function parametersOf(procedure: ApiProcedure): Html {
  const { input, comment } = procedure
  const fields = Object.entries(input?.properties ?? {})
  if (fields.length === 0) return html`<p class="quiet">Takes nothing.</p>`
  const rows = fields.map(([name, schema]) => {
    const own = typeof schema === 'boolean' ? {} : schema
    const limits = limitsText(own)
    const need = input?.required?.includes(name) ? 'required' : 'optional'
    const said = `${placeOf(procedure, name)}${need}${limits === '' ? '' : `, ${limits}`}`
    const words = comment.fields[name] ?? own.description ?? ''
    return html`<dt>${name}</dt>
      <dd><code>${typeText(own)}</code> <span class="quiet">${said}</span> ${prose(words)}</dd>`
  })
  return html`<dl>${rows}</dl>`
}

function procedureOf(procedure: ApiProcedure, base: string): Html {
  const { name, kind, rest, comment, output, example, isPublic } = procedure
  const place = rest
    ? html`<b>${rest.method}</b> /api/v1${rest.path}`
    : html`<b>tRPC ${kind}</b> ${name}, no REST address`
  return html`<article id="${name}">
    <h3>${name}</h3>
    <p class="place">${place}</p>
    <p>${prose(comment.words)}${isPublic ? ' Needs no sign-in.' : ''}</p>
    ${parametersOf(procedure)}
    <pre>${curlCall(procedure, base)}</pre>
    <pre>${clientCall(procedure)}</pre>
    <details>
      <summary>${kind === 'subscription' ? 'What it tells each time' : 'What it answers'}</summary>
      <pre>${output ? typeText(output) : 'nothing'}</pre>
      <p>For example</p>
      <pre>${JSON.stringify(example.output, null, 2)}</pre>
    </details>
  </article>`
}

function groupOf(group: string, words: string, { procedures, words: all, base }: ApiPageOptions): Html {
  const refusals = listRefusals(all.errors[group] ?? {})
  const rows = refusals.map(
    ({ status, code, words: said }) =>
      html`<dt><code>${code}</code> <span>${status}</span></dt>
        <dd>${said}</dd>`,
  )
  return html`<section aria-labelledby="${group}">
    <h2 id="${group}">${group}</h2>
    <p>${prose(words)}</p>
    ${procedures.filter((own) => own.group === group).map((own) => procedureOf(own, base))}
    ${
      rows.length === 0
        ? ''
        : html`<details>
            <summary>What these calls may refuse</summary>
            <dl>${rows}</dl>
          </details>`
    }
  </section>`
}

function contents({ procedures, words }: ApiPageOptions): Html {
  const groups = Object.keys(words.groups).map((group) => {
    const names = procedures.filter((own) => own.group === group).map(({ name }) => name)
    return html`<li>
      <a href="#${group}">${group}</a>
      <ul>
        ${names.map((name) => html`<li><a href="#${name}">${name.slice(group.length + 1)}</a></li>`)}
      </ul>
    </li>`
  })
  return html`<nav aria-label="Contents">
    <ul>
      <li><a href="#start">Start here</a></li>
      ${groups}
    </ul>
  </nav>`
}

const perHour = (plan: Plan): string => callLimits[plan].capacity.toLocaleString('en')

function start(base: string): Html {
  const upload = `curl -H "Authorization: Bearer $JOBPILOT_TOKEN" \\
  -F file=@resume.pdf '${base}/resumes'`
  const client = `import { createClient, followEvents } from 'jobpilot/client'

const client = createClient({ url: '${new URL(base).origin}', token: 'jp_…' })
for await (const event of followEvents(client)) console.log(event.words)`
  return html`<section aria-labelledby="start">
    <h2 id="start">Start here</h2>
    <p>
      Calls carry a personal access token. Make one in the settings, or on the machine of the server; with the
      scope
      <code>read</code> it can change nothing.
    </p>
    <pre>npm run --silent jobpilot -- token create --email you@example.org</pre>
    <p>
      Every call below exists as a typed procedure, most as a REST address too. The typed client batches
      calls, tries queries again and follows events across restarts;
      <code>npm run build:client && npm pack</code> makes the package.
    </p>
    <pre>${client}</pre>
    <p>
      What is refused is answered with <code>{ error: { code, message, requestId, data? } }</code>:
      <code>code</code> is for programs and stable, <code>message</code> says what to do,
      <code>requestId</code> names the line of the server's log. 400 says what is wrong with the input in
      <code>data.issues</code>, 401 that nobody is signed in, 403 that the token may only read, 429 when to
      come back (<code>Retry-After</code>).
    </p>
    <p>
      A token has ${perHour('free')} calls an hour, ${perHour('pro')} on the larger plan, unless this
      installation says otherwise; each call of a batch is one.
      <code>RateLimit-Remaining</code> says how many are left. Captures, uploads and what works with a model
      have limits of their own besides; <code>data.scope</code> says which one was met.
    </p>
    <p>A résumé is uploaded as a multipart form, 10 MB at most:</p>
    <pre>${upload}</pre>
    <p>
      For tools: <a href="/api/v1/openapi.json">the same as OpenAPI 3.1</a>. Health:
      <a href="/api/v1/health">/api/v1/health</a>.
    </p>
  </section>`
}

/** The API as a page to read: no script, nothing from elsewhere. */
export function apiPage(options: ApiPageOptions): Html {
  const { words, base, version } = options
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <title>API of JobPilot</title>
        <style>
          ${raw(apiStyle)}
        </style>
      </head>
      <body>
        <a class="skip" href="#start">Skip to the text</a>
        <header>
          <h1>API of JobPilot</h1>
          <p class="quiet">Version ${version} at <code>${base}</code>. <a href="/">To the dashboard</a></p>
        </header>
        <div class="page">
          ${contents(options)}
          <main>
            ${start(base)}
            ${Object.entries(words.groups).map(([group, said]) => groupOf(group, said, options))}
          </main>
        </div>
      </body>
    </html>`
}
