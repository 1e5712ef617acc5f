import { execFile } from 'node:child_process'
import os from 'node:os'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Machine {
  cpu: string
  cores: number
  memoryGiB: number
  node: string
}

export function describeMachine(): Machine {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.versions.node,
  }
}

/** Short hash, with `+` when files differ from it; `unknown` outside a clone. */
export async function readCommit(): Promise<string> {
  try {
    const { stdout: hash } = await run('git', ['rev-parse', '--short', 'HEAD'])
    const { stdout: changes } = await run('git', ['status', '--porcelain', '--untracked-files=no'])
    return hash.trim() + (changes.trim() === '' ? '' : '+')
  } catch {
    return 'unknown'
  }
}
