/** The one place that builds addresses: of the server's endpoints and of the pages. */
export const endpoints = {
  trpc: '/api/v1/trpc',
  uploadResume: '/api/v1/resumes',
  apiDocs: '/api/v1/docs',
  devMailbox: '/dev/mailbox',
  sendCode: '/api/auth/email-otp/send-verification-otp',
  signIn: '/api/auth/sign-in/email-otp',
  signOut: '/api/auth/sign-out',
  signInWithLinkedin: '/api/auth/sign-in/social',
  connectLinkedin: '/api/auth/link-social',
  reauthenticate: '/api/auth/reauthenticate',
  importArchive: '/api/v1/privacy/imports',
} as const

export const settingsSections = [
  'profile',
  'targets',
  'security',
  'tokens',
  'email',
  'appearance',
  'sample-data',
] as const
export type SettingsSection = (typeof settingsSections)[number]

/** Ways to add a posting. */
export const captureWays = ['address', 'paste', 'file', 'by-hand'] as const
export type CaptureWay = (typeof captureWays)[number]

function withQuery(path: string, query: Record<string, string | undefined>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value) params.set(key, value)
  const text = params.toString()
  return text ? `${path}?${text}` : path
}

export const paths = {
  landing: () => '/',
  signIn: (to?: string) => withQuery('/sign-in', { to }),
  /** Where Clerk keeps the accounts. */
  signUp: (to?: string) => withQuery('/sign-up', { to }),
  welcome: (step?: string) => withQuery('/welcome', { step }),
  today: () => '/today',
  resumes: () => '/resumes',
  /** A résumé; `factId` when one fact and its words are meant. */
  resume: (id: string, versionId?: string, factId?: string) =>
    withQuery(`/resumes/${id}`, { version: versionId, fact: factId }),
  matches: (query: Record<string, string | undefined> = {}) => withQuery('/matches', query),
  postings: () => '/postings',
  addPosting: (way?: CaptureWay) => withQuery('/postings/new', { way }),
  /** A posting with its proof; `matchId` when another than the newest is meant, `runId` while it is being matched. */
  posting: (id: string, matchId?: string, runId?: string) =>
    withQuery(`/postings/${id}`, { match: matchId, run: runId }),
  drafts: (query: Record<string, string | undefined> = {}) => withQuery('/drafts', query),
  draft: (id: string, view?: 'versions') => withQuery(`/drafts/${id}`, { view }),
  printDraft: (id: string) => `/drafts/${id}/print`,
  applications: (query: Record<string, string | undefined> = {}) => withQuery('/applications', query),
  application: (id: string) => `/applications/${id}`,
  agents: () => '/agents',
  run: (id: string) => `/agents/runs/${id}`,
  /** The operators' console. */
  operations: (query: Record<string, string | undefined> = {}) => withQuery('/operations', query),
  /** Jobs that fit a filter, as job-filters.ts writes it. */
  jobs: (query: Record<string, string | undefined> = {}) => withQuery('/operations/jobs', query),
  job: (id: string) => `/operations/jobs/${id}`,
  failures: (query: Record<string, string | undefined> = {}) => withQuery('/operations/failures', query),
  schedules: () => '/operations/schedules',
  workers: () => '/operations/workers',
  holds: () => '/operations/pauses',
  audit: (query: Record<string, string | undefined> = {}) => withQuery('/operations/audit', query),
  /** Public: what is kept of whom, and for those signed in what they can do about it. */
  privacy: () => '/privacy',
  /** For administrators. */
  people: (query: Record<string, string | undefined> = {}) => withQuery('/people', query),
  person: (id: string) => `/people/${id}`,
  settings: (section: SettingsSection = 'profile') => `/settings/${section}`,
} as const

/** A page of ours to go on to after signing in; anything else leads to Today. */
export function safeReturn(to: string | null): string {
  return to !== null && /^\/(?![/\\])/.test(to) && !/^\/sign-(in|up)/.test(to) ? to : paths.today()
}

/** For everybody, signed in or not. */
export function isPublicPage(pathname: string): boolean {
  return pathname.replace(/\/$/, '') === paths.privacy()
}
