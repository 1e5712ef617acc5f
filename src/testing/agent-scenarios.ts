import { captureAgent } from '../domains/postings/capture-agent.ts'
import { intakeAgent } from '../domains/resumes/intake-agent.ts'
import { matchAllAgent } from '../domains/matching/match-all-agent.ts'
import { matchAgent } from '../domains/matching/match-agent.ts'
import { samplesAgent } from '../domains/samples/samples-agent.ts'
import { draftAgent } from '../domains/studio/draft-agent.ts'
import type { Caller } from './app.ts'
import { resultOf, uploadSample } from './owned-things.ts'
import { sampleResume } from './sample-files.ts'

export interface AgentScenario {
  agent: { kind: string; steps: { name: string }[] }
  /** Makes what the agent works on; a worker runs meanwhile. Returns its id. */
  prepare: (person: Caller) => Promise<string>
  /** Starts the run that will be killed; returns its id. */
  start: (person: Caller, prepared: string) => Promise<string>
}

const posting = `Ward nurse (m/f/d)
St. Example Hospital, Leeds
What you bring
- A nursing diploma
- Two years of experience on a ward`

async function startCapture({ client }: Caller): Promise<string> {
  return (await client.postings.captureText.mutate({ text: posting })).runId
}

async function startIntake(person: Caller): Promise<string> {
  return (await uploadSample(person)).runId
}

async function startMatch({ client }: Caller, postingId: string): Promise<string> {
  return (await client.matches.start.mutate({ postingId })).runId
}

/** A Word file is read in less time than a PDF. */
let wordFile: Promise<Uint8Array> | undefined

async function haveResume(person: Caller): Promise<void> {
  const response = await person.upload('cv.docx', await (wordFile ??= sampleResume()))
  const { runId } = (await response.json()) as { runId: string }
  await resultOf(person, runId)
}

async function havePosting(person: Caller): Promise<string> {
  await haveResume(person)
  return String((await resultOf(person, await startCapture(person)))['postingId'])
}

/** One of them matched before, by other conditions than those of the run that is killed. */
async function haveTwoPostings(person: Caller): Promise<string> {
  const { client } = person
  await haveMatch(person)
  const other = { title: 'Carer', organization: 'Example Home', text: 'Requirements\n- Care experience' }
  await resultOf(person, (await client.postings.createByHand.mutate(other)).runId)
  return (await client.targets.create.mutate({ sentence: 'Nurse, full time, no nights' })).id
}

async function haveMatch(person: Caller): Promise<string> {
  const postingId = await havePosting(person)
  return String((await resultOf(person, await startMatch(person, postingId)))['matchId'])
}

const nothing = async (): Promise<string> => ''

/** Every agent of the application with a way to start it, to be killed at each of its steps. */
export const agentScenarios: AgentScenario[] = [
  { agent: intakeAgent, prepare: nothing, start: startIntake },
  { agent: captureAgent, prepare: nothing, start: startCapture },
  { agent: matchAgent, prepare: havePosting, start: startMatch },
  {
    agent: matchAllAgent,
    prepare: haveTwoPostings,
    start: async ({ client }) => (await client.matches.startAll.mutate({})).runId,
  },
  {
    agent: draftAgent,
    prepare: haveMatch,
    start: async ({ client }, matchId) => (await client.drafts.compose.mutate({ matchId })).runId,
  },
  {
    agent: samplesAgent,
    prepare: nothing,
    start: async ({ client }) => (await client.samples.add.mutate()).runId,
  },
]
