/** Every match, page by page, as CSV. */
import { createClient, type Inputs } from 'jobpilot/client'

const client = createClient({
  url: process.env['JOBPILOT_URL'] ?? 'http://localhost:3000',
  token: process.env['JOBPILOT_TOKEN'] ?? '',
})

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

let page: Inputs['matches']['list'] = { limit: 100 }
for (;;) {
  const { items, nextCursor } = await client.matches.list.query(page)
  for (const { verdict, score, title, organization } of items)
    console.log([verdict, score ?? '', quoted(title), quoted(organization)].join(','))
  if (!nextCursor) break
  page = { ...page, cursor: nextCursor }
}
