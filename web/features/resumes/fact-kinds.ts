import type { FactKind } from '../../../src/domains/resumes/schema.ts'

/** What may be said of an entry of each list. */
const kindsOfEntry: Record<string, readonly FactKind[]> = {
  work: ['highlight', 'title', 'employer', 'start_date', 'end_date'],
  education: ['degree', 'field', 'institution', 'grade', 'start_date', 'end_date'],
  projects: ['highlight', 'project', 'start_date', 'end_date'],
  volunteer: ['highlight', 'title', 'volunteer', 'start_date', 'end_date'],
}

/** What stands for itself, or begins an entry of its own; the likeliest first. */
export const newFactKinds: readonly FactKind[] = [
  'skill',
  'language',
  'certificate',
  'licence',
  'title',
  'degree',
  'project',
  'volunteer',
  'publication',
  'award',
  'interest',
  'work_authorization',
  'availability',
  'headline',
  'summary',
  'email',
  'phone',
  'url',
  'location',
]

/** What can be added to an entry ("/work/0"): points always, everything else once. */
export function kindsFor(entry: string, present: readonly FactKind[]): FactKind[] {
  const list = /^\/([a-z]+)\//.exec(entry)?.[1] ?? ''
  return (kindsOfEntry[list] ?? []).filter((kind) => kind === 'highlight' || !present.includes(kind))
}
