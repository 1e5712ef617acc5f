import { paths } from '../paths.ts'
import type { IconName } from '../ui/icons.tsx'

export interface NavPage {
  path: string
  label: string
  icon: IconName
  /** Pressed one after the other. */
  keys?: string
}

/** Most important first, as the product orders them. */
export const mainPages: readonly NavPage[] = [
  { path: paths.today(), label: 'Today', icon: 'today', keys: 'G T' },
  { path: paths.matches(), label: 'Matches', icon: 'matches', keys: 'G M' },
  { path: paths.drafts(), label: 'Drafts', icon: 'drafts', keys: 'G D' },
  { path: paths.applications(), label: 'Applications', icon: 'applications', keys: 'G A' },
]
export const morePages: readonly NavPage[] = [
  { path: paths.postings(), label: 'Postings', icon: 'postings', keys: 'G P' },
  { path: paths.agents(), label: 'Agents', icon: 'agents', keys: 'G L' },
  { path: paths.resumes(), label: 'Résumés', icon: 'resumes', keys: 'G R' },
  { path: paths.settings(), label: 'Settings', icon: 'settings', keys: 'G S' },
]
/** Shown to operators only. */
export const operatorPages: readonly NavPage[] = [
  { path: paths.operations(), label: 'Operations', icon: 'operations', keys: 'G O' },
]
/** Shown to administrators only. */
export const adminPages: readonly NavPage[] = [
  { path: paths.people(), label: 'People', icon: 'people', keys: 'G U' },
]

export function isAdmin(person: { role: string } | null): boolean {
  return person?.role === 'admin'
}

/** Admins are operators too. */
export function isOperator(person: { role: string } | null): boolean {
  return person !== null && person.role !== 'user'
}
