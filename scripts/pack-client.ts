import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { buildClient } from './build-client.ts'

/**
 * `npm pack` makes a package of the client alone. npm takes package.json and README from the root whatever
 * `files` says, so for the moment of packing (prepack to postpack) the client's stand there.
 */
const root = path.resolve(import.meta.dirname, '..')
const replaced = ['package.json', 'README.md']
const originals = path.join(root, 'dist', 'packing')

const exportsSchema = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]))
const clientPackage = z.looseObject({ exports: exportsSchema })

/** Puts back what `replace` set aside; a pack that was cut off is repaired by the next one. */
function restore(): void {
  if (!existsSync(originals)) return
  for (const name of replaced) {
    const kept = path.join(originals, name)
    if (existsSync(kept)) renameSync(kept, path.join(root, name))
  }
  rmSync(originals, { recursive: true })
}

function replace(folder: string): void {
  mkdirSync(originals)
  // Copied first: whenever this is cut off, either the original or its copy is whole.
  for (const name of replaced) cpSync(path.join(root, name), path.join(originals, name))
  copyFileSync(path.join(folder, 'README.md'), path.join(root, 'README.md'))
  const draft = path.join(folder, 'package.json.root')
  writeFileSync(draft, rootPackage(path.join(folder, 'package.json')))
  renameSync(draft, path.join(root, 'package.json'))
}

const below = (target: string): string =>
  target === './package.json' ? target : target.replace('./', './dist/client/')

/** The client's package.json for a package whose files lie in dist/client. */
function rootPackage(file: string): string {
  const own = clientPackage.parse(JSON.parse(readFileSync(file, 'utf8')))
  const entries = Object.entries(own.exports).map(([name, target]) => [
    name,
    typeof target === 'string'
      ? below(target)
      : Object.fromEntries(Object.entries(target).map(([condition, to]) => [condition, below(to)])),
  ])
  const files = ['dist/client', '!dist/client/package.json', '!dist/client/README.md', '!dist/client/LICENSE']
  return `${JSON.stringify({ ...own, exports: Object.fromEntries(entries), files }, null, 2)}\n`
}

restore()
if (process.argv[2] !== 'restore') {
  try {
    replace(await buildClient(root))
  } catch (error) {
    restore()
    throw error
  }
}
