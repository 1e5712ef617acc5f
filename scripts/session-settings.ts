import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

/**
 * Refuses SQL whose role or settings outlive its transaction: the next person's request would get the same pooled
 * connection, and with it the last one's identity. Looks at the text of strings and templates, not at comments.
 */

export interface SessionSetting {
  line: number
  sql: string
}

/** The whole call, with calls among its arguments. */
const setConfig = /set_config\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/gi
/** Where a statement may begin: `update users set role = …` only has the words of one. */
const begins = /(?<=^|[;$]|\b(?:begin|do|then|else|loop)\b)\s*/.source
const statements = [
  /\bset\s+session\b[^;]*/gi,
  new RegExp(`${begins}set\\s+role\\s+(?:to\\s+|=\\s*)?["'$\\w][^;]*`, 'gi'),
  /\bset\s+["']?app["']?\s*\.[^;]*/gi,
]
/** Reading a file as code takes a while; most have nothing of the kind. */
const worthReading = /set_config|\bset\s+(?:session|role|["']?app)\b/i

function findInSql(sql: string): string[] {
  const calls = [...sql.matchAll(setConfig)]
    .map(([call]) => call)
    .filter((call) => !/,\s*true\s*\)$/i.test(call))
  return [
    ...calls,
    ...statements.flatMap((pattern) => [...sql.matchAll(pattern)].map(([found]) => found.trim())),
  ]
}

/** The text of a literal; what is put into a template shows as `$`. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return null
  return node.head.text + node.templateSpans.map(({ literal }) => `$${literal.text}`).join('')
}

export function findSessionSettings(code: string): SessionSetting[] {
  if (!worthReading.test(code)) return []
  const file = ts.createSourceFile('code.ts', code, ts.ScriptTarget.Latest)
  const found: SessionSetting[] = []
  const visit = (node: ts.Node): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file))
    for (const sql of findInSql(textOf(node) ?? ''))
      found.push({ line: line + 1, sql: sql.replaceAll(/\s+/g, ' ') })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** `src/x.ts:3  set role admin`, for every file below the root that talks to the database. */
export function listSessionSettings(root: string): string[] {
  return globSync(['src/**/*.ts', 'migrations/**/*.ts'], { cwd: root })
    .toSorted()
    .flatMap((file) =>
      findSessionSettings(readFileSync(path.join(root, file), 'utf8')).map(
        ({ line, sql }) => `${file.replaceAll(path.sep, '/')}:${line}  ${sql}`,
      ),
    )
}

if (import.meta.main) {
  const found = listSessionSettings(process.cwd())
  for (const line of found) process.stdout.write(`${line}\n`)
  process.exitCode = found.length === 0 ? 0 : 1
}
