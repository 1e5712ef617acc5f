import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

/** For processes that tests start: what one has compiled the next need not compile again. */
export const compileCache = { NODE_COMPILE_CACHE: path.join(tmpdir(), 'node-compile-cache') } as const

/** Also for them: loading an application is garbage by the megabyte, which a larger nursery collects less often. */
export const startsFast = ['--min-semi-space-size=16'] as const

/** Fills the cache: a process that is killed leaves nothing in it. */
export async function warmCompileCache(): Promise<void> {
  const app = new URL('../app.ts', import.meta.url).href
  const env = { PATH: process.env['PATH'] ?? '', ...compileCache }
  await promisify(execFile)(process.execPath, ['--eval', `import(${JSON.stringify(app)})`], { env })
}
