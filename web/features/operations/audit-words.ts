import { dateAndTime, wholeNumber } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import type { Outputs } from '../../trpc.ts'
import { localTimes } from './job-words.ts'

export type AuditEntry = Outputs['audit']['list']['items'][number]

interface Said {
  words: string
  /** What it was done to, with its page. */
  target: { name: string; to: string } | null
}

type Values = Record<string, unknown>

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null
const valuesOf = (value: unknown): Values => (isValues(value) ? value : {})
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const limitOf = (value: unknown): string =>
  typeof value === 'number' ? wholeNumber(value) : 'as in the code'

/** Actions that the log can be filtered by; an area's name stands for all of its actions. */
export const auditActions: readonly { value: string; label: string }[] = [
  { value: 'jobs', label: 'Jobs: all actions' },
  { value: 'jobs.retry', label: 'Retry' },
  { value: 'jobs.cancel', label: 'Cancel' },
  { value: 'jobs.runNow', label: 'Run now' },
  { value: 'jobs.reschedule', label: 'Reschedule' },
  { value: 'jobs.setPriority', label: 'Set priority' },
  { value: 'jobs.remove', label: 'Remove' },
  { value: 'jobs.bulk', label: 'Bulk actions' },
  { value: 'holds', label: 'Pauses: added and lifted' },
  { value: 'lanes', label: 'Limits of lanes' },
  { value: 'schedules', label: 'Schedules' },
  { value: 'people', label: 'People: role, plan, standing' },
]

export const targetTypes = ['job', 'hold', 'lane', 'schedule', 'person'] as const

const jobWords: Record<string, string> = {
  'jobs.retry': 'Retried',
  'jobs.cancel': 'Cancelled',
  'jobs.runNow': 'Made due now:',
  'jobs.reschedule': 'Rescheduled',
  'jobs.setPriority': 'Set the priority of',
  'jobs.remove': 'Removed',
}

const personWords: Record<string, string> = {
  'people.setRole': 'Changed the role of',
  'people.setPlan': 'Changed the plan of',
  'people.suspend': 'Suspended',
  'people.restore': 'Restored',
  'people.revokeSessions': 'Signed out everywhere:',
}

const bulkWords: Record<string, string> = {
  retry: 'Retry',
  cancel: 'Cancel',
  runNow: 'Run now',
  reschedule: 'Reschedule',
  setPriority: 'Set the priority of',
  remove: 'Remove',
}

const scheduleWords: Record<string, string> = {
  'schedules.runNow': 'Ran now the schedule',
  'schedules.pause': 'Paused the schedule',
  'schedules.resume': 'Resumed the schedule',
}

/** What somebody did, as a sentence about its target. */
export function auditWords(entry: AuditEntry): Said {
  const { action, targetType, targetId } = entry
  const before = valuesOf(entry.before)
  const after = valuesOf(entry.after)
  const job = jobWords[action]
  if (job !== undefined)
    return { words: `${job} ${jobDetail(action, after)}`.trim(), target: jobTarget(entry) }
  if (action === 'jobs.bulk') return { words: bulkSentence(after), target: jobTarget(entry) }
  if (action === 'holds.add') return { words: `Paused ${holdTarget(after)}`, target: null }
  if (action === 'holds.lift') return { words: `Lifted the pause of ${holdTarget(before)}`, target: null }
  if (action === 'lanes.setLimits') return { words: limitWords(before, after), target: laneTarget(targetId) }
  const schedule = scheduleWords[action]
  if (schedule !== undefined) {
    const name = textOf(after['name']) || textOf(before['name']) || (targetId ?? '')
    return { words: schedule, target: { name, to: paths.schedules() } }
  }
  const person = personWords[action]
  if (person !== undefined) return { words: person, target: personTarget(targetId) }
  return { words: [action, targetType, targetId].filter(Boolean).join(' '), target: null }
}

function personTarget(id: string | null): Said['target'] {
  return id === null ? null : { name: `person ${id.slice(-8)}`, to: paths.person(id) }
}

function jobDetail(action: string, after: Values): string {
  if (action === 'jobs.reschedule' && textOf(after['runAt']))
    return `to ${dateAndTime(textOf(after['runAt']))}:`
  if (action === 'jobs.setPriority') return `(now ${String(after['priority'])})`
  return ''
}

function jobTarget({ targetId, before }: AuditEntry): Said['target'] {
  if (targetId === null) return null
  const task = textOf(valuesOf(before)['task'])
  return { name: `${task || 'job'} ${targetId.slice(-8)}`, to: paths.job(targetId) }
}

function laneTarget(lane: string | null): Said['target'] {
  return lane === null ? null : { name: lane, to: paths.operations() }
}

function bulkSentence({ action, filter, expected }: Values): string {
  const what = bulkWords[textOf(action)] ?? textOf(action)
  const count = typeof expected === 'number' ? `all ${wholeNumber(expected)} jobs` : 'all jobs'
  const said = Object.entries(valuesOf(filter)).filter(
    ([, value]) => typeof value === 'string' && value !== '',
  )
  const where = said.map(([name, value]) => `${name} ${localTimes(String(value))}`).join(', ')
  return `${what} ${count}${where && ` (${where})`}:`
}

function holdTarget({ lane, task, userId }: Values): string {
  const parts = [
    textOf(task) && `the task ${textOf(task)}`,
    textOf(lane) && `the lane ${textOf(lane)}`,
    textOf(userId) && `the person ${textOf(userId).slice(-8)}`,
  ]
  return parts.filter(Boolean).join(', ') || 'everything'
}

function limitWords(before: Values, after: Values): string {
  const change = (name: string) => `${limitOf(before[name])} → ${limitOf(after[name])}`
  return `Set limits (at a time ${change('maxRunning')}, a person ${change('perPerson')}) of`
}
