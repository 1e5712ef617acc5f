import { describe, expect, test } from 'vitest'
import { renderResume } from './lib/render-resume.ts'
import { readTruthSet } from './lib/truth-set.ts'

const truth = readTruthSet()
const postings = new Map(truth.postings.map((posting) => [posting.id, posting]))

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" }
const decode = (text: string) => text.replace(/&(#?\w+);/g, (all, name: string) => entities[name] ?? all)

/** What a person sees of a source: entities and JSON escapes undone, tags gone. Deliberately not the product's reader. */
function visibleText(source: string): string {
  const unescaped = source.replaceAll('\\n', '\n').replaceAll('\\"', '"')
  return decode(decode(unescaped))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}

test('the set is as large and varied as promised', () => {
  expect(truth.resumes.length).toBeGreaterThanOrEqual(12)
  expect(new Set(truth.resumes.map((resume) => resume.trade)).size).toBeGreaterThanOrEqual(6)
  expect(new Set(truth.resumes.map((resume) => resume.layout)).size).toBeGreaterThanOrEqual(4)
  expect(new Set(truth.resumes.map((resume) => resume.language))).toEqual(new Set(['en', 'de', 'fr']))
  expect(truth.postings.length).toBeGreaterThanOrEqual(44)
  expect(truth.labels.length).toBeGreaterThanOrEqual(24)
})

test('every pair has a grade and no grade is for something unknown', () => {
  expect(Object.keys(truth.relevance).sort()).toEqual(truth.resumes.map((resume) => resume.id))
  for (const grades of Object.values(truth.relevance)) {
    expect(Object.keys(grades).sort()).toEqual([...postings.keys()].sort())
  }
})

describe.each(truth.resumes)('$id', (resume) => {
  test('has strong and weak postings', () => {
    const grades = Object.values(truth.relevance[resume.id] ?? {})
    expect(grades).toContain(3)
    expect(grades).toContain(1)
    expect(grades).toContain(0)
  })

  test('says in its body what its truth lists', () => {
    const body = resume.body.normalize('NFKC')
    expect(body).toContain(resume.name)
    for (const entry of resume.work) {
      expect(body).toContain(entry.name)
      expect(body).toContain(entry.position)
    }
    for (const entry of resume.education) expect(body).toContain(entry.institution)
    for (const skill of resume.skills) expect(body.toLowerCase()).toContain(skill.toLowerCase())
  })

  test('renders to a file of its kind', async () => {
    const { fileName, bytes } = await renderResume(resume)
    const magic = fileName.endsWith('.pdf') ? '%PDF' : 'PK'
    expect(bytes.subarray(0, magic.length).toString('latin1')).toBe(magic)
    expect(bytes.length).toBeGreaterThan(2_000)
  })
})

describe.each(truth.labels)('labels of $posting for $resume', ({ resume, posting, requirements }) => {
  test('quote the posting, each once', () => {
    expect(truth.resumes.some(({ id }) => id === resume)).toBe(true)
    const text = visibleText(postings.get(posting)?.source ?? '')
    for (const { quote } of requirements) expect(text).toContain(quote)
    expect(new Set(requirements.map(({ quote }) => quote)).size).toBe(requirements.length)
  })

  test('agree on tier and kind with the same posting judged for someone else', () => {
    const demand = (pair: (typeof truth.labels)[number]) =>
      pair.requirements.map(({ quote, tier, kind }) => [quote, tier, kind])
    for (const other of truth.labels.filter((pair) => pair.posting === posting)) {
      expect(demand(other)).toEqual(requirements.map(({ quote, tier, kind }) => [quote, tier, kind]))
    }
  })
})
