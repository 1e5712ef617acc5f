import type { AnyRouter } from '@trpc/server'
import type { z } from 'zod'
import { compareContracts, type Change } from './contract-compare.ts'
import { prependChangelog, readBaseline, writeBaseline } from './contract-files.ts'
import { takeSnapshot } from './contract-snapshot.ts'

export interface Gate {
  router: AnyRouter
  yields: Readonly<Record<string, z.ZodType>>
  /** Where the accepted contract lies. */
  folder: string
}

export interface Verdict {
  passed: boolean
  text: string
}

const line = ({ procedure, place, words }: Change) => `  ${procedure}${place ? ` ${place}` : ''}: ${words}`

/** Compares the router with the accepted contract; only what breaks callers fails. */
export function checkContract({ router, yields, folder }: Gate): Verdict {
  const { contract, problems } = takeSnapshot(router, yields)
  if (problems.length > 0) return unseen(problems)
  const accepted = readBaseline(folder)
  if (accepted.size === 0)
    return { passed: false, text: 'There is no accepted contract. Run: npm run contract:accept -- "why"' }
  const changes = compareContracts(accepted, contract)
  const breaking = changes.filter((change) => change.breaking)
  const others = changes.filter((change) => !change.breaking)
  const parts: string[] = []
  if (breaking.length > 0)
    parts.push(
      'These changes break callers:',
      ...breaking.map(line),
      'Keep the old shape beside the new one, or accept the break: npm run contract:accept -- "why"',
    )
  if (others.length > 0)
    parts.push(
      'These changes break nobody; accept them before the next release (npm run contract:accept -- "why"):',
      ...others.map(line),
    )
  if (changes.length === 0) parts.push(`The contract of ${contract.size} procedures stands.`)
  return { passed: breaking.length === 0, text: parts.join('\n') }
}

function unseen(problems: string[]): Verdict {
  const lines = problems.map((problem) => `  ${problem}`)
  return { passed: false, text: ['The contract can’t be seen everywhere:', ...lines].join('\n') }
}

/** Makes the router's contract the accepted one, and says so in the changelog. */
export async function acceptContract(gate: Gate, reason: string, now: Date): Promise<Verdict> {
  const { contract, problems } = takeSnapshot(gate.router, gate.yields)
  if (problems.length > 0) return unseen(problems)
  if (reason.trim() === '')
    return { passed: false, text: 'Say why, for the changelog: npm run contract:accept -- "why"' }
  const accepted = readBaseline(gate.folder)
  const changes = compareContracts(accepted, contract)
  if (changes.length === 0) return { passed: true, text: 'Nothing has changed; nothing to accept.' }
  await writeBaseline(gate.folder, contract)
  const day = now.toISOString().slice(0, 10)
  await prependChangelog(gate.folder, { day, reason: reason.trim(), changes, first: accepted.size === 0 })
  return { passed: true, text: ['Accepted:', ...changes.map(line)].join('\n') }
}
