import { adzunaReader } from './adzuna.ts'
import { arbeitnowReader } from './arbeitnow.ts'
import { ashbyReader } from './ashby.ts'
import { breezyReader } from './breezy.ts'
import { greenhouseReader } from './greenhouse.ts'
import { hackernewsReader } from './hackernews.ts'
import { himalayasReader } from './himalayas.ts'
import { jobicyReader } from './jobicy.ts'
import { jsonResumeJobReader } from './json-resume-job.ts'
import { leverReader } from './lever.ts'
import { personioReader } from './personio.ts'
import type { Reader } from './reader.ts'
import { recruiteeReader } from './recruitee.ts'
import { remoteokReader } from './remoteok.ts'
import { remotiveReader } from './remotive.ts'
import { smartrecruitersReader } from './smartrecruiters.ts'
import { teamtailorJsonReader, teamtailorRssReader } from './teamtailor.ts'
import { usajobsReader } from './usajobs.ts'
import { weworkremotelyReader } from './weworkremotely.ts'
import { workableReader } from './workable.ts'

/** The most telling shapes first. */
export const jsonReaders: Reader[] = [
  usajobsReader,
  greenhouseReader,
  leverReader,
  ashbyReader,
  workableReader,
  recruiteeReader,
  teamtailorJsonReader,
  breezyReader,
  remotiveReader,
  arbeitnowReader,
  remoteokReader,
  himalayasReader,
  jobicyReader,
  adzunaReader,
  smartrecruitersReader,
  hackernewsReader,
  jsonResumeJobReader,
]

export const xmlReaders: Reader[] = [personioReader, teamtailorRssReader, weworkremotelyReader]
