import { emailChangeRouter } from './domains/account/email-change/router.ts'
import { connectionsRouter } from './domains/account/linkedin/router.ts'
import { sessionsRouter, tokensRouter, usersRouter } from './domains/account/router.ts'
import { secondStepRouter } from './domains/account/second-step/router.ts'
import { peopleRouter } from './domains/account/people/router.ts'
import { agentsRouter } from './domains/agents/router.ts'
import { applicationsRouter } from './domains/applications/router.ts'
import { emailRouter, messagesRouter } from './domains/mail/router.ts'
import { matchesRouter } from './domains/matching/router.ts'
import { postingsRouter } from './domains/postings/router.ts'
import {
  auditRouter,
  holdsRouter,
  jobsRouter,
  lanesRouter,
  schedulesRouter,
  workersRouter,
} from './domains/operations/router.ts'
import { privacyRouter } from './domains/privacy/router.ts'
import { resumesRouter } from './domains/resumes/router.ts'
import { samplesRouter } from './domains/samples/router.ts'
import { targetsRouter } from './domains/scouting/router.ts'
import { draftsRouter } from './domains/studio/router.ts'
import { router } from './platform/trpc/procedures.ts'

/** A pure merge of the domains' routers. */
export const appRouter = router({
  users: usersRouter,
  tokens: tokensRouter,
  sessions: sessionsRouter,
  secondStep: secondStepRouter,
  emailChange: emailChangeRouter,
  connections: connectionsRouter,
  agents: agentsRouter,
  postings: postingsRouter,
  resumes: resumesRouter,
  targets: targetsRouter,
  matches: matchesRouter,
  drafts: draftsRouter,
  applications: applicationsRouter,
  samples: samplesRouter,
  jobs: jobsRouter,
  lanes: lanesRouter,
  holds: holdsRouter,
  workers: workersRouter,
  schedules: schedulesRouter,
  audit: auditRouter,
  people: peopleRouter,
  email: emailRouter,
  messages: messagesRouter,
  privacy: privacyRouter,
})

export type AppRouter = typeof appRouter
