import type { ApiProcedure } from './api-procedures.ts'

/** A value as TypeScript code. */
function literal(value: unknown, indent = ''): string {
  const inner = `${indent}  `
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, indent)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return quoted(value)
  const entries = Object.entries(value).map(([key, own]) => `${keyText(key)}: ${literal(own, inner)}`)
  const line = `{ ${entries.join(', ')} }`
  if (entries.length === 0) return '{}'
  return line.length < 70 ? line : `{\n${entries.map((entry) => `${inner}${entry},\n`).join('')}${indent}}`
}

const keyText = (key: string): string => (/^[a-z_$][\w$]*$/i.test(key) ? key : quoted(key))

function quoted(value: unknown): string {
  if (typeof value !== 'string' || value.includes("'")) return JSON.stringify(value) ?? 'undefined'
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"')}'`
}

const verbs = { query: 'query', mutation: 'mutate', subscription: 'subscribe' }

/** The call with `jobpilot/client`. */
export function clientCall({ name, kind, example }: ApiProcedure): string {
  const input = example.input === undefined ? '' : literal(example.input)
  if (kind === 'subscription')
    return `client.${name}.subscribe(${input || '{}'}, { onData: ({ data }) => console.log(data) })`
  return `await client.${name}.${verbs[kind]}(${input})`
}

const shell = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
const token = '-H "Authorization: Bearer $JOBPILOT_TOKEN"'

function curl(
  address: URL,
  options: { method: string; isPublic: boolean; body?: unknown; stream?: boolean },
): string {
  const { method, isPublic, body, stream } = options
  const parts = [
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...(stream ? ['-N -H "Accept: text/event-stream"'] : []),
    ...(isPublic ? [] : [token]),
    ...(body === undefined
      ? []
      : ['-H "Content-Type: application/json"', `-d ${shell(JSON.stringify(body))}`]),
    shell(address.href),
  ]
  return `curl ${parts.join(' \\\n  ')}`
}

/** The call with curl: its REST place where it has one, tRPC otherwise. `base` ends in `/api/v1`. */
export function curlCall({ name, kind, rest, isPublic, example }: ApiProcedure, base: string): string {
  const { input } = example
  if (!rest) {
    const address = new URL(`${base}/trpc/${name}`)
    if (kind === 'mutation') return curl(address, { method: 'POST', isPublic, body: input ?? {} })
    if (input !== undefined) address.searchParams.set('input', JSON.stringify(input))
    return curl(address, { method: 'GET', isPublic, stream: kind === 'subscription' })
  }
  const fields = new Map<string, unknown>(Object.entries(Object(input)))
  const path = rest.path.replaceAll(/\{(\w+)\}/g, (_all, field: string) => {
    const value = fields.get(field)
    fields.delete(field)
    return encodeURIComponent(typeof value === 'string' ? value : field)
  })
  const address = new URL(base + path)
  if (rest.method !== 'GET' && rest.method !== 'DELETE')
    return curl(address, { method: rest.method, isPublic, body: Object.fromEntries(fields) })
  for (const [field, value] of fields) address.searchParams.set(field, String(value))
  return curl(address, { method: rest.method, isPublic })
}
