import type { Outputs } from '../../trpc.ts'

type Entry = Pick<Outputs['people']['show']['audit'][number], 'action' | 'before' | 'after'>

const actionWords: Record<string, string> = {
  'people.setRole': 'Role',
  'people.setPlan': 'Plan',
  'people.suspend': 'Suspended',
  'people.restore': 'Restored',
  'people.revokeSessions': 'Signed out everywhere',
}

function valueOf(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null
  return typeof found === 'string' ? found : ''
}

/** “Role: user → operator”; an action without words of its own is told by its name. */
export function entryWords({ action, before, after }: Entry): string {
  const words = actionWords[action] ?? plainly(action)
  const what = { 'people.setRole': 'role', 'people.setPlan': 'plan' }[action]
  return what === undefined ? words : `${words}: ${valueOf(before, what)} → ${valueOf(after, what)}`
}

function plainly(action: string): string {
  const words = action.replaceAll(/[._]/g, ' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}
