import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { z } from 'zod'
import type { Change } from './contract-compare.ts'
import { procedureSchema, type Contract } from './contract-snapshot.ts'

const fileSchema = z.record(z.string(), procedureSchema)

/** The accepted contract: one file for each sub-router. */
export function readBaseline(folder: string): Contract {
  const contract: Contract = new Map()
  for (const file of globSync('*.json', { cwd: folder }).toSorted()) {
    const read: unknown = JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
    for (const [name, procedure] of Object.entries(fileSchema.parse(read))) contract.set(name, procedure)
  }
  return contract
}

export async function writeBaseline(folder: string, contract: Contract): Promise<void> {
  const files = Map.groupBy(contract, ([name]) => (name.includes('.') ? name.replace(/\..*/, '') : 'root'))
  mkdirSync(folder, { recursive: true })
  for (const file of globSync('*.json', { cwd: folder })) rmSync(path.join(folder, file))
  for (const [name, procedures] of files) {
    // Without line breaks of ours, what fits into a line stays in one.
    const text = JSON.stringify(Object.fromEntries(procedures))
    await writeFormatted(path.join(folder, `${name}.json`), text)
  }
}

const HEAD = `# Changes of the contract

Each renewal of the baseline in this folder, newest first. Written by \`npm run contract:accept\`.
`

export interface Renewal {
  /** The day, as 2026-11-20. */
  day: string
  reason: string
  changes: Change[]
  /** There was no baseline before. */
  first: boolean
}

export async function prependChangelog(folder: string, renewal: Renewal): Promise<void> {
  const file = path.join(folder, 'CHANGELOG.md')
  const before = existsSync(file) ? readFileSync(file, 'utf8') : HEAD
  const start = before.indexOf('\n## ')
  const [head, entries] = start < 0 ? [before, ''] : [before.slice(0, start), before.slice(start)]
  await writeFormatted(file, `${head}\n${entryOf(renewal)}\n${entries}`)
}

function entryOf({ day, reason, changes, first }: Renewal): string {
  const breaks = changes.some((change) => change.breaking)
  const title = `## ${day}: ${first ? 'first baseline' : breaks ? 'breaking' : 'additive'}`
  const list = first ? [`- ${changes.length} procedures`] : changes.map((change) => `- ${inMarkdown(change)}`)
  return [title, '', reason, '', ...list].join('\n')
}

function inMarkdown({ procedure, place, words, breaking }: Change): string {
  const mark = breaking ? '**breaking** ' : ''
  return `${mark}\`${procedure}${place ? ` ${place}` : ''}\`: ${words.replaceAll(/[*_<|]/g, '\\$&')}`
}

async function writeFormatted(file: string, text: string): Promise<void> {
  const config = await resolveConfig(path.join(import.meta.dirname, '..', 'package.json'))
  writeFileSync(file, await format(text, { ...config, filepath: file }))
}
