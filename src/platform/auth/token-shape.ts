import { z } from 'zod'

/** Clerk's own are well below 2 kB, and a cookie couldn't hold more than 4. */
const MAX_TOKEN_LENGTH = 8_192

/** Headers that name another key, another meaning or another kind of token. None of ours needs one. */
const refusedHeaders = ['crit', 'b64', 'jku', 'jwk', 'x5u', 'x5c', 'enc', 'zip']

const headerSchema = z
  .looseObject({
    alg: z.literal('RS256'),
    typ: z.literal('JWT').optional(),
    kid: z.string().max(200).optional(),
  })
  .refine((header) => refusedHeaders.every((name) => !Object.hasOwn(header, name)))

/** Without padding, blanks, or bits that mean nothing: one spelling for each value. */
function decodePart(part: string): string | null {
  const bytes = Buffer.from(part, 'base64url')
  if (bytes.length === 0 || bytes.toString('base64url') !== part) return null
  return bytes.toString('utf8')
}

/** A name twice in one object: readers differ on which counts (RFC 7519, section 4), so neither does. */
function repeatsName(json: string): boolean {
  const open: Set<string>[] = []
  for (const [token, string, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '}') open.pop()
    if (string === undefined || colon === undefined) continue
    const name = String(JSON.parse(string))
    if (open.at(-1)?.has(name)) return true
    open.at(-1)?.add(name)
  }
  return false
}

function parseObject(part: string): unknown {
  const json = decodePart(part)
  if (json === null) return null
  const value: unknown = JSON.parse(json)
  return repeatsName(json) ? null : value
}

/**
 * Whether a token looks as a session token of Clerk does, before any signature is computed: RS256, three parts in
 * their one spelling, no header that asks for more. What is odd costs nothing and gets nowhere.
 */
export function looksLikeSessionToken(token: string): boolean {
  if (token.length > MAX_TOKEN_LENGTH) return false
  const [header = '', payload = '', signature = '', ...more] = token.split('.')
  if (more.length > 0 || decodePart(signature) === null) return false
  try {
    return (
      headerSchema.safeParse(parseObject(header)).success &&
      z.looseObject({}).safeParse(parseObject(payload)).success
    )
  } catch {
    return false
  }
}
