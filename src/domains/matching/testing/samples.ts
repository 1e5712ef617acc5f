import type { Posting } from '../../postings/schema.ts'
import type { FactKind, JsonResume, ProfileFact } from '../../resumes/schema.ts'

/** Test data: a posting with everything empty but what a test says. */
export function aPosting(parts: Partial<Posting> = {}): Posting {
  return {
    identifier: { source: 'paste', board: null, value: '1' },
    url: '',
    sameAs: [],
    directApplyUrl: null,
    title: '',
    description: '',
    descriptionText: '',
    hiringOrganization: { name: '', sameAs: null, logo: null },
    datePosted: null,
    dateModified: null,
    validThrough: null,
    employmentType: [],
    jobLocation: [],
    jobLocationType: null,
    workplaceType: 'unknown',
    applicantLocationRequirements: [],
    baseSalary: null,
    skills: [],
    industry: null,
    department: null,
    experienceRequirements: null,
    inLanguage: null,
    attribution: null,
    fetchedAt: '2026-01-01T00:00:00Z',
    contentHash: '',
    raw: null,
    ...parts,
  }
}

export function aFact(kind: FactKind, text: string, path: string, value: string | null = null): ProfileFact {
  return {
    id: `${path}#${kind}`,
    kind,
    text,
    span: [0, text.length],
    path,
    value,
    state: 'unconfirmed',
    origin: 'resume',
  }
}

interface Sketch {
  label?: string
  location?: { city: string; countryCode: string }
  work?: { name: string; position: string; startDate: string; endDate?: string; highlights?: string[] }[]
  degrees?: string[]
  skills?: string[]
  languages?: string[]
  certificates?: string[]
  others?: [FactKind, string][]
}

/** A person's facts and JSON Resume from a sketch, as the parser would give them. */
export function aResume(sketch: Sketch): { facts: ProfileFact[]; jsonResume: JsonResume } {
  const facts: ProfileFact[] = []
  const add = (kind: FactKind, text: string, path: string) => facts.push(aFact(kind, text, path))
  if (sketch.label) add('headline', sketch.label, '/basics/label')
  if (sketch.location) add('location', sketch.location.city, '/basics/location/city')
  sketch.work?.forEach((post, index) => {
    add('employer', post.name, `/work/${index}/name`)
    add('title', post.position, `/work/${index}/position`)
    add('start_date', post.startDate, `/work/${index}/startDate`)
    if (post.endDate) add('end_date', post.endDate, `/work/${index}/endDate`)
    post.highlights?.forEach((highlight, at) =>
      add('highlight', highlight, `/work/${index}/highlights/${at}`),
    )
  })
  sketch.degrees?.forEach((degree, index) => add('degree', degree, `/education/${index}/studyType`))
  sketch.skills?.forEach((skill, index) => add('skill', skill, `/skills/${index}/name`))
  sketch.languages?.forEach((language, index) => add('language', language, `/languages/${index}/language`))
  sketch.certificates?.forEach((certificate, index) =>
    add('certificate', certificate, `/certificates/${index}/name`),
  )
  sketch.others?.forEach(([kind, text], index) => add(kind, text, `/meta/${index}/${kind}`))
  const { label, location, work } = sketch
  const basics = { ...(label ? { label } : {}), ...(location ? { location } : {}) }
  return { facts, jsonResume: { basics, ...(work ? { work } : {}) } }
}
