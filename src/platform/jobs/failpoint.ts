import type { Config } from '../../config.ts'

/**
 * Kills this process with SIGKILL when the configured failpoint is `name` (test only). The setting is
 * `before-commit:intake.read`, on the first attempt unless it ends in `:attempt=2` or `:attempt=any`.
 */
export function hitFailpoint(
  config: Pick<Config, 'appEnv' | 'failpoint'>,
  name: string,
  attempt: number,
): void {
  if (config.appEnv !== 'test' || config.failpoint === null) return
  const [, point, wanted = '1'] = /^(.*?)(?::attempt=(\d+|any))?$/.exec(config.failpoint) ?? []
  if (point !== name || (wanted !== 'any' && Number(wanted) !== attempt)) return
  process.kill(process.pid, 'SIGKILL')
}
