import { describe, expect, test } from 'vitest'
import { buildPerson, buildRequirement } from './judges.builders.ts'
import { judgeBaselines, judgeRanking, mean } from './judge-ranking.ts'
import { judgeRequirements, locateQuotes } from './judge-requirements.ts'
import { judgeWork } from './judge-work.ts'

const text = 'We need Python and SQL.\nA driving\nlicence helps. Full-time. Python again.'

describe('where quotes lie', () => {
  test('a repeated quote is taken in order, white space may differ', () => {
    const spans = locateQuotes(text, ['Python', 'driving licence', 'Python'])
    expect(spans.map(([start, end]) => text.slice(start, end))).toEqual([
      'Python',
      'driving\nlicence',
      'Python',
    ])
    expect(spans[2]?.[0]).toBeGreaterThan(spans[0]?.[0] ?? 0)
  })
  test('a quote that is not there lies nowhere', () => {
    expect(locateQuotes(text, ['Rust'])).toEqual([[-1, -1]])
  })
})

describe('requirements', () => {
  const labels = [
    { quote: 'Python', tier: 'must', kind: 'skill', class: 'met' },
    { quote: 'driving licence', tier: 'nice', kind: 'licence', class: 'missing' },
    { quote: 'Full-time', tier: 'must', kind: 'schedule', class: 'unknown', optional: true },
  ] as const
  const requirements = [
    buildRequirement(text, 'r1', 'Python and SQL', 'must'),
    buildRequirement(text, 'r2', 'licence', 'must'),
    buildRequirement(text, 'r3', 'Full-time', 'must'),
    buildRequirement(text, 'r4', 'again', 'must'),
  ]
  const classes = new Map([
    ['r1', 'partly'],
    ['r2', 'missing'],
  ] as const)
  const score = judgeRequirements([
    { resume: 'a', posting: 'p', text, labels: [...labels], requirements, classes },
  ])

  test('optional terms count neither for nor against', () => {
    expect(score.labelled).toBe(2)
    expect(score.predicted).toBe(3)
    expect(score.unasked).toEqual([{ posting: 'p', text: 'again' }])
  })
  test('found, tier, credit and class are told apart', () => {
    expect(score.found).toMatchObject({ precision: 2 / 3, recall: 1 })
    expect(score.foundWithTier.recall).toBe(0.5)
    expect(score.foundWithCredit.recall).toBe(1)
    expect(score.foundWithExactClass.recall).toBe(0.5)
  })
})

describe('work history', () => {
  const truth = { name: 'Mill Ltd', position: 'Baker', startDate: '2020-01', endDate: null }
  test('case and white space are folded, dates are not', () => {
    const right = buildPerson([truth], [{ name: 'MILL  Ltd', position: 'baker', startDate: '2020-01' }])
    const wrong = buildPerson([truth], [{ name: 'Mill Ltd', position: 'Baker', startDate: '2020' }])
    expect(judgeWork([right])).toMatchObject({ exact: 1, entries: 1, invented: 0 })
    expect(judgeWork([wrong])).toMatchObject({ exact: 0, entries: 1, invented: 0 })
  })
  test('entries beyond the truth are invented', () => {
    const person = buildPerson([], [{ name: 'Nobody Ltd', position: 'Ghost', startDate: '2020' }])
    expect(judgeWork([person]).invented).toBe(1)
  })
})

describe('ranking', () => {
  const task = { resume: 'a', resumeText: 'python services', grades: { x: 3, y: 0, z: 0 } }
  test('equal scores are ordered by id, whatever the order of the map', () => {
    const scores = new Map([
      ['z', 1],
      ['y', 1],
      ['x', 1],
    ])
    expect(judgeRanking([task], () => scores)).toEqual({ a: 1 })
  })
  test('the baselines rank by shared words', () => {
    const documents = [
      { id: 'y', text: 'nurse' },
      { id: 'x', text: 'python service' },
      { id: 'z', text: 'cook' },
    ]
    expect(mean(judgeBaselines([task], documents).bm25.best)).toBe(1)
  })
})
