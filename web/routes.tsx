import { createBrowserRouter, Navigate, Outlet, type RouteObject } from 'react-router'
import { askAheadOfSession } from './features/account/use-session.ts'
import { askAheadOfEvents } from './features/agents/live-source.ts'
import { askAheadOfToday } from './features/today/today-queries.ts'
import { paths } from './paths.ts'
import { FailedPage, NotFoundPage } from './shell/failed-page.tsx'
import { Opening } from './shell/opening.tsx'
import { SignedIn } from './shell/signed-in.tsx'

/** Begins and holds up nothing. */
const asLoader = (begin: () => void) => () => {
  begin()
  return null
}

/** What every signed-in page needs. */
function askAheadOfShell(): void {
  askAheadOfSession()
  askAheadOfEvents()
}

/** Each page's code is fetched when it is first opened; `before` asks meanwhile for what it will show. */
const page = (path: string, load: () => Promise<React.ComponentType>, before?: () => void): RouteObject => ({
  path,
  ...(before && { loader: asLoader(before) }),
  lazy: async () => ({ Component: await load() }),
})

/** For operators; a chunk of its own. */
const operations: RouteObject = {
  path: 'operations',
  lazy: async () => ({
    Component: (await import('./features/operations/console-layout.tsx')).ConsoleLayout,
  }),
  children: [
    {
      index: true,
      lazy: async () => ({
        Component: (await import('./features/operations/overview-page.tsx')).OverviewPage,
      }),
    },
    page('jobs', async () => (await import('./features/operations/jobs-page.tsx')).JobsPage),
    page('jobs/:id', async () => (await import('./features/operations/job-page.tsx')).JobPage),
    page('failures', async () => (await import('./features/operations/failures-page.tsx')).FailuresPage),
    page('schedules', async () => (await import('./features/operations/schedules-page.tsx')).SchedulesPage),
    page('workers', async () => (await import('./features/operations/workers-page.tsx')).WorkersPage),
    page('pauses', async () => (await import('./features/operations/holds-page.tsx')).HoldsPage),
    page('audit', async () => (await import('./features/operations/audit-page.tsx')).AuditPage),
  ],
}

const signedInPages: RouteObject[] = [
  page('today', async () => (await import('./features/today/today-page.tsx')).TodayPage, askAheadOfToday),
  page('welcome', async () => (await import('./features/today/welcome-page.tsx')).WelcomePage),
  page('resumes', async () => (await import('./features/resumes/resumes-page.tsx')).ResumesPage),
  page('resumes/:id', async () => (await import('./features/resumes/resume-page.tsx')).ResumePage),
  page('matches', async () => (await import('./features/matching/matches-page.tsx')).MatchesPage),
  page('postings', async () => (await import('./features/postings/postings-page.tsx')).PostingsPage),
  page('postings/new', async () => (await import('./features/postings/add-posting-page.tsx')).AddPostingPage),
  page('postings/:id', async () => (await import('./features/matching/posting-page.tsx')).PostingPage),
  page('drafts', async () => (await import('./features/studio/drafts-page.tsx')).DraftsPage),
  page('drafts/:id', async () => (await import('./features/studio/draft-page.tsx')).DraftPage),
  page(
    'applications',
    async () => (await import('./features/applications/applications-page.tsx')).ApplicationsPage,
  ),
  page(
    'applications/:id',
    async () => (await import('./features/applications/application-page.tsx')).ApplicationPage,
  ),
  page('agents', async () => (await import('./features/agents/agents-page.tsx')).AgentsPage),
  page('agents/runs/:id', async () => (await import('./features/agents/run-page.tsx')).RunPage),
  page('settings', async () => () => <Navigate to={paths.settings()} replace />),
  page('settings/:section', async () => (await import('./features/account/settings-page.tsx')).SettingsPage),
  page(
    'drafts/:id/print',
    async () => (await import('./features/studio/print-draft-page.tsx')).PrintDraftPage,
  ),
  page('privacy', async () => (await import('./features/privacy/privacy-page.tsx')).PrivacyPage),
  page('people', async () => (await import('./features/people/people-page.tsx')).PeoplePage),
  page('people/:id', async () => (await import('./features/people/person-page.tsx')).PersonPage),
  operations,
  { path: '*', Component: NotFoundPage },
]

export const router = createBrowserRouter([
  {
    Component: Outlet,
    ErrorBoundary: FailedPage,
    HydrateFallback: Opening,
    children: [
      page('/', async () => (await import('./features/account/landing-page.tsx')).LandingPage),
      page('sign-in', async () => (await import('./features/account/sign-in-page.tsx')).SignInPage),
      page(
        'sign-up',
        async () => (await import('./features/account/clerk-sign-up-page.tsx')).ClerkSignUpPage,
      ),
      {
        loader: asLoader(askAheadOfShell),
        Component: SignedIn,
        children: [{ ErrorBoundary: FailedPage, children: signedInPages }],
      },
    ],
  },
])
