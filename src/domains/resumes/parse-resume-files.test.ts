import { describe, expect, it } from 'vitest'
import { docxLayouts, pdfLayouts, type SampleResume } from '../../testing/resume-files.ts'
import { sampleResumes } from '../../testing/sample-resumes.ts'
import { extractText } from './extract-text.ts'
import { parseResume } from './parse-resume.ts'
import { readDocument } from './reading/read-document.ts'
import type { ParsedResume } from './schema.ts'

const today = '2026-11-20'

function jobsOf(resume: ParsedResume) {
  return (resume.jsonResume.work ?? []).map((job) => ({
    title: job.position,
    employer: job.name,
    start: job.startDate,
    end: job.endDate ?? null,
  }))
}
const truth = (person: SampleResume) =>
  person.jobs.map(({ title, employer, start, end }) => ({ title, employer, start, end }))

async function read(bytes: Uint8Array, fileName: string): Promise<ParsedResume> {
  const { text, marks } = await extractText(bytes, { fileName, read: readDocument })
  return parseResume(text, { today, marks })
}

function expectTruth(resume: ParsedResume, person: SampleResume): void {
  expect(jobsOf(resume)).toEqual(truth(person))
  expect(resume.jsonResume.basics?.name).toBe(person.name)
  expect(resume.jsonResume.basics?.email).toBe(person.email)
  expect(resume.jsonResume.basics?.phone).toBe(person.phone)
  expect(
    (resume.jsonResume.education ?? []).map((study) => [study.institution, study.endDate ?? null]),
  ).toEqual(person.studies.map((study) => [study.institution, study.end]))
  expect(resume.jsonResume.skills?.map((skill) => skill.name)).toEqual(person.skills)
  for (const fact of resume.facts) expect(fact.text).toBe(resume.text.slice(...fact.span))
  const told = resume.jsonResume.work?.flatMap((job) => job.highlights ?? [])
  expect(told).toEqual(person.jobs.flatMap((job) => job.highlights))
}

describe.each(Object.entries(pdfLayouts))('PDF, %s', (_, render) => {
  it.each(sampleResumes.map((person) => [person.name, person] as const))(
    'tells what %s wrote',
    async (_name, person) => {
      expectTruth(await read(await render(person), 'resume.pdf'), person)
    },
  )
})

describe.each(Object.entries(docxLayouts))('Word, %s', (_, render) => {
  it.each(sampleResumes.map((person) => [person.name, person] as const))(
    'tells what %s wrote',
    async (_name, person) => {
      expectTruth(await read(await render(person), 'resume.docx'), person)
    },
  )
})
