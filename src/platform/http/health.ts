export type CheckState = 'ok' | 'down'
export type Check = () => Promise<void>

export interface Health {
  status: 'healthy' | 'degraded'
  version: string
  environment: string
  checks: Record<string, CheckState>
}

const CHECK_LIMIT_MS = 1_500

/** A check that hangs counts as down: whoever asks needs an answer within two seconds. */
async function runCheck(check: Check, limitMs: number): Promise<CheckState> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<CheckState>((resolve) => {
    timer = setTimeout(() => resolve('down'), limitMs)
  })
  const answer = check().then(
    () => 'ok' as const,
    () => 'down' as const,
  )
  try {
    return await Promise.race([answer, limit])
  } finally {
    clearTimeout(timer)
  }
}

export function createHealth(options: {
  version: string
  environment: string
  checks: Record<string, Check>
  limitMs?: number
}) {
  const { version, environment, checks, limitMs = CHECK_LIMIT_MS } = options
  return async (): Promise<Health> => {
    const names = Object.keys(checks)
    const states = await Promise.all(Object.values(checks).map((check) => runCheck(check, limitMs)))
    const results = Object.fromEntries(names.map((name, index) => [name, states[index] ?? 'down']))
    return {
      status: states.every((state) => state === 'ok') ? 'healthy' : 'degraded',
      version,
      environment,
      checks: results,
    }
  }
}
