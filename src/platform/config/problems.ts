import type { z } from 'zod'
import { settings, settingShape, type SettingInfo } from './settings.ts'

/** Every variable that config.ts reads; .env.example lists the same (a test compares them). */
export const settingNames = Object.keys(settingShape)

/** Read by tools beside the application, so fine in .env. */
export const toleratedNames = [
  'NODE_ENV',
  'NODE_OPTIONS',
  'NO_COLOR',
  'TZ',
  'CI',
  'TEST_DATABASE_URL',
  'FIXTURES_DIR',
  'CHROMIUM_PATH',
]

const infos: Record<string, z.ZodType> = settingShape

function infoOf(variable: string): SettingInfo | undefined {
  const meta = infos[variable]?.meta()
  const example = meta?.['example']
  return typeof example === 'string'
    ? { example, ...(meta?.['secret'] === true ? { secret: true } : {}) }
    : undefined
}

/**
 * All issues at once. Zod checks what variables demand of each other only when each is valid by itself, so
 * a second pass leaves the invalid ones out.
 */
export function findIssues(given: Record<string, string>): z.core.$ZodIssue[] {
  const single = settings.safeParse(given).error?.issues ?? []
  const wrong = new Set(single.map((issue) => String(issue.path[0])))
  if (wrong.has('APP_ENV')) return single
  const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name)))
  const together = settings.safeParse(rest).error?.issues ?? []
  return [...single, ...together.filter((issue) => !wrong.has(String(issue.path[0])))]
}

/** One line a problem: the variable, what is wrong, an example. Values of secrets never appear. */
export function describeIssues(issues: z.core.$ZodIssue[], given: Record<string, string>): string[] {
  return issues.map((issue) => {
    const variable = String(issue.path[0] ?? 'settings')
    const info = infoOf(variable)
    const value = given[variable]
    const shown = value === undefined || info?.secret ? '' : ` (${JSON.stringify(value)})`
    return `${variable}${shown} ${issue.message}.${info ? ` Example: ${variable}=${info.example}` : ''}`
  })
}
