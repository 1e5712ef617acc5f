import type { Stage } from '../../../src/domains/applications/schema.ts'

/** What a person types to add an application by hand. */
export interface ApplicationForm {
  title: string
  organization: string
  url: string
  note: string
  stage: Stage
  /** YYYY-MM-DD; empty: today. */
  date: string
}

export type FormProblems = Partial<Record<keyof ApplicationForm, string>>

export interface NewApplication {
  title: string
  organization: string
  url: string | null
  note: string
  stage: Stage
  /** ISO 8601; absent when it is now. */
  occurredAt?: string
}

const SHORT = 300
const NOTE = 10_000

/** What is to be sent, or words about each field that can't be. */
export function readApplicationForm(
  form: ApplicationForm,
  now: Date,
): { application: NewApplication } | { problems: FormProblems } {
  const address = readAddress(form.url)
  const day = readDay(form.date, now)
  const problems: FormProblems = {
    ...problemOf('title', titleProblem(form.title)),
    ...problemOf('organization', tooLong(form.organization, SHORT)),
    ...problemOf('url', address.problem),
    ...problemOf('note', tooLong(form.note, NOTE)),
    ...problemOf('date', day.problem),
  }
  if (Object.keys(problems).length > 0) return { problems }
  const { title, organization, note, stage } = form
  return {
    application: {
      title: title.trim(),
      organization: organization.trim(),
      url: address.url,
      note,
      stage,
      ...(day.at ? { occurredAt: day.at } : {}),
    },
  }
}

export function titleProblem(title: string): string | null {
  return title.trim() ? tooLong(title, SHORT) : 'Give the job’s title.'
}

export function tooLong(text: string, most: number = SHORT): string | null {
  const over = text.trim().length - most
  return over > 0 ? `This is ${over} characters too long; ${most} fit.` : null
}

/** An address as people type it: without https:// too, or left empty. */
export function readAddress(typed: string): { url: string | null; problem: string | null } {
  const trimmed = typed.trim()
  if (!trimmed) return { url: null, problem: null }
  const url =
    /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]*:\d/.test(trimmed) ? trimmed : `https://${trimmed}`
  const parsed = URL.canParse(url) ? new URL(url) : null
  const fine = parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.hostname.includes('.')
  if (!fine || /\s/.test(trimmed))
    return { url: null, problem: 'Give a full address, such as https://example.org/job.' }
  return { url, problem: trimmed.length > 2_000 ? 'This address is too long to keep.' : null }
}

/** Noon of that day where the person is; today is now. */
function readDay(date: string, now: Date): { at?: string; problem: string | null } {
  if (!date) return { problem: null }
  const at = new Date(`${date}T12:00`)
  if (Number.isNaN(at.getTime()) || at.getFullYear() < 1970)
    return { problem: 'Give a day, such as 20/11/2026.' }
  if (at.toDateString() === now.toDateString()) return { problem: null }
  return at > now ? { problem: 'That day hasn’t come yet.' } : { at: at.toISOString(), problem: null }
}

function problemOf(field: keyof ApplicationForm, words: string | null): FormProblems {
  return words === null ? {} : { [field]: words }
}
