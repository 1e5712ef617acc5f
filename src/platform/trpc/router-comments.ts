import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What the source says about a procedure. */
export interface ProcedureComment {
  words: string
  /** Of the fields of its input. */
  fields: Record<string, string>
}

const none: ReadonlyMap<string, ProcedureComment> = new Map()

function plain(comment: string): string {
  return comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .replaceAll(/^\s*\* ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The doc comment that ends right before a place. */
function commentBefore(text: string, at: number): string {
  const before = text.slice(0, at).trimEnd()
  return before.endsWith('*/') ? plain(before.slice(before.lastIndexOf('/**'))) : ''
}

function readFields(procedure: string): Record<string, string> {
  const input =
    /\.input\(([\s\S]*?)\n? *\.(?:output|query|mutation|subscription)\(/.exec(procedure)?.[1] ?? ''
  const fields = [...input.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\s*(\w+):/g)]
  return Object.fromEntries(fields.map(([, comment = '', name = '']) => [name, plain(comment)]))
}

/** The procedures of `router({ … })` or of an object that a router takes in. */
function readProcedures(body: string): Map<string, ProcedureComment> {
  const found = new Map<string, ProcedureComment>()
  const starts = [...body.matchAll(/^ {2}(\w+): \w*[pP]rocedure\b/gm)]
  for (const [index, start] of starts.entries()) {
    const text = body.slice(start.index, starts[index + 1]?.index)
    found.set(start[1] ?? '', { words: commentBefore(body, start.index), fields: readFields(text) })
  }
  return found
}

/** Bodies of `export const NAME = router({…})` and `export const NAME = {…}`, by name. */
function readConstants(folder: string): Map<string, string> {
  const bodies = new Map<string, string>()
  for (const file of globSync('**/router.ts', { cwd: folder })) {
    const text = readFileSync(path.join(folder, file), 'utf8')
    for (const found of text.matchAll(/^export const (\w+) = (?:router\()?\{\n([\s\S]*?)^\}/gm))
      bodies.set(found[1] ?? '', found[2] ?? '')
  }
  return bodies
}

/**
 * The doc comments of the procedures under `folder`, by name (`users.me`). The server runs from its source,
 * so they are there to be read; that way the documentation of the API is what stands beside the code.
 */
export function readRouterComments(folder: string): ReadonlyMap<string, ProcedureComment> {
  const bodies = readConstants(folder)
  const read = (constant: string): Map<string, ProcedureComment> => {
    const body = bodies.get(constant) ?? ''
    const within = [...body.matchAll(/^ {2}(\w+): (\w+Router),/gm)].flatMap(([, group = '', name = '']) =>
      [...read(name)].map(([inner, comment]) => [`${group}.${inner}`, comment] as const),
    )
    const taken = [...body.matchAll(/^ {2}\.\.\.(\w+),/gm)].flatMap(([, name = '']) => [...read(name)])
    return new Map([...within, ...taken, ...readProcedures(body)])
  }
  const root = bodies.get('appRouter')
  if (root === undefined) return none
  const groups = [...root.matchAll(/^ {2}(\w+): (\w+),/gm)]
  return new Map(
    groups.flatMap(([, group = '', constant = '']) =>
      [...read(constant)].map(([name, comment]) => [`${group}.${name}`, comment] as const),
    ),
  )
}
