import { describe, expect, test } from 'vitest'
import type { Posting } from '../../../postings/schema.ts'
import { readTarget } from '../../../scouting/read-target.ts'
import { extractRequirements } from '../../extract-requirements.ts'
import { scorePosting } from '../../score-posting.ts'
import { aPosting, aResume } from '../../testing/samples.ts'
import { conditionsMark, ownGates } from './own-gates.ts'

interface Case {
  posting?: Partial<Posting>
  text?: string
}

const place = (
  raw: string,
  locality: string | null,
  country: string | null,
): Posting['jobLocation'][number] => ({
  raw,
  addressLocality: locality,
  addressRegion: null,
  addressCountry: country,
})
const leeds: Partial<Posting> = { jobLocation: [place('Leeds', 'Leeds', 'GB')], workplaceType: 'onsite' }
const pay = (
  minValue: number,
  maxValue: number | null,
  unitText: 'YEAR' | 'MONTH' | 'HOUR',
  currency = 'EUR',
) => ({
  baseSalary: { currency, minValue, maxValue, unitText, raw: '', estimated: false, suspect: null },
})

function judge(sentences: string | string[], { posting = {}, text = '' }: Case = {}) {
  const targets = [sentences].flat().map((sentence) => readTarget(sentence))
  const whole = aPosting({ title: 'Nurse', ...posting })
  const gates = ownGates(targets, { posting: whole, title: whole.title, postingText: text, requirements: [] })
  expect(gates.every((gate) => gate.own)).toBe(true)
  return gates
}

function results(sentences: string | string[], about: Case = {}) {
  return judge(sentences, about).map((gate) => `${gate.kind} ${gate.result}`)
}

describe('where', () => {
  test.each<[string, Case['posting'], string[]]>([
    ['Nurse, remote', leeds, ['location fail']],
    ['Nurse in Leeds', leeds, ['location pass']],
    ['Nurse in Leeds', { jobLocation: [place('Morley, Leeds', 'Morley', 'GB')] }, ['location pass']],
    // Next to it, or a part of it: nobody says.
    ['Nurse in Leeds', { jobLocation: [place('Otley', 'Otley', 'GB')] }, ['location unknown']],
    ['Nurse in Leeds', { jobLocation: [place('Bristol', 'Bristol', 'GB')] }, ['location fail']],
    ['Nurse in Leeds', { jobLocation: [] }, ['location unknown']],
    ['Nurse in München', { jobLocation: [place('Munich', 'Munich', 'DE')] }, ['location pass']],
    ['Nurse in Germany', leeds, ['location fail']],
    ['remote in the EU', { workplaceType: 'remote', applicantLocationRequirements: [{ raw: 'Spain', addressCountry: 'ES' }] }, ['location pass']],
    ['remote in the EU', { workplaceType: 'remote', applicantLocationRequirements: [{ raw: 'USA', addressCountry: 'US' }] }, ['location fail']],
    ['remote in the EU', { workplaceType: 'remote', applicantLocationRequirements: [{ raw: 'Europe', addressCountry: null }] }, ['location pass']],
    ['remote in the EU', { workplaceType: 'remote' }, ['location unknown']],
    ['remote anywhere', { workplaceType: 'remote' }, ['location pass']],
    ['remote', { jobLocationType: 'TELECOMMUTE' }, ['location pass']],
    ['not remote', { workplaceType: 'remote' }, ['location fail']],
    ['not remote', leeds, ['location pass']],
    ['remote', {}, ['location unknown']],
    // On site in Madrid is neither remote in the EU nor Berlin.
    ['remote in the EU or Berlin on site', { workplaceType: 'onsite', jobLocation: [place('Madrid', 'Madrid', 'ES')] }, ['location fail']],
    ['remote in the EU or Berlin on site', { workplaceType: 'onsite', jobLocation: [place('Berlin', 'Berlin', 'DE')] }, ['location pass']],
    ['remote or Leeds', leeds, ['location pass']],
  ])('%s', (sentence, posting, expected) => {
    expect(results(sentence, posting ? { posting } : {})).toEqual(expected)
  }) // prettier-ignore

  test('is told with what was looked for and what is there', () => {
    expect(judge('remote', { posting: leeds })[0]?.reason).toBe(
      'You look for remote work; this one is on site in Leeds.',
    )
  })
})

describe('pay', () => {
  test.each<[string, Case['posting'], string[]]>([
    ['from 70k EUR', pay(50_000, 65_000, 'YEAR'), ['salary fail']],
    ['from 70k EUR', pay(60_000, 75_000, 'YEAR'), ['salary pass']],
    ['from 3000 EUR a month', pay(40_000, 40_000, 'YEAR'), ['salary pass']],
    ['£15 an hour', pay(12, 13, 'HOUR', 'GBP'), ['salary fail']],
    ['from 70k EUR', pay(50_000, 60_000, 'YEAR', 'USD'), ['salary unknown']],
    ['60-70k', pay(40_000, 50_000, 'YEAR', 'GBP'), ['salary fail']],
    ['60-70k', pay(400_000, 500_000, 'YEAR', 'SEK'), ['salary unknown']],
    ['from 70k EUR', { baseSalary: null }, ['salary unknown']],
    // "From 50,000" may be 70,000.
    ['from 70k EUR', pay(50_000, null, 'YEAR'), ['salary unknown']],
    ['from 70k EUR', pay(75_000, null, 'YEAR'), ['salary pass']],
    ['15 EUR an hour', { ...pay(20_000, 20_000, 'YEAR'), employmentType: ['PART_TIME'] }, ['salary unknown']],
  ])('%s against %o', (sentence, posting, expected) => {
    expect(results(sentence, posting ? { posting } : {})).toEqual(expected)
  })

  test('that only looks stated decides nothing', () => {
    const { baseSalary } = pay(20_000, 30_000, 'YEAR')
    expect(results('from 70k EUR', { posting: { baseSalary: { ...baseSalary, estimated: true } } })).toEqual([
      'salary unknown',
    ])
    expect(results('from 70k EUR', { posting: { baseSalary: { ...baseSalary, suspect: 'x' } } })).toEqual([
      'salary unknown',
    ])
  })
})

describe('employment', () => {
  test.each<[string, Posting['employmentType'], string]>([
    ['Teilzeit', ['FULL_TIME'], 'fail'],
    ['Teilzeit', ['FULL_TIME', 'PART_TIME'], 'pass'],
    ['full time', ['CONTRACTOR'], 'unknown'],
    ['full time', [], 'unknown'],
    ['freelance', ['TEMPORARY'], 'fail'],
    ['permanent only', ['FULL_TIME', 'TEMPORARY'], 'fail'],
    ['permanent only', ['FULL_TIME'], 'pass'],
    ['no part time', ['PART_TIME'], 'fail'],
    ['no part time', ['PART_TIME', 'FULL_TIME'], 'pass'],
  ])('%s against %o: %s', (sentence, employmentType, result) => {
    expect(results(sentence, { posting: { employmentType } })).toEqual([`schedule ${result}`])
  })
})

describe('what is ruled out', () => {
  const at = (name: string) => ({ hiringOrganization: { name, sameAs: null, logo: null } })

  test.each<[string, Case, string]>([
    ['no night shifts', { text: 'What to expect\n- Night shifts on rotation' }, 'fail'],
    ['no night shifts', { text: 'There are no night shifts here.' }, 'pass'],
    ['no night shifts', { text: 'Join our overnight success story.' }, 'pass'],
    ['keine Nachtschichten', { text: 'Bereitschaft zur Nachtarbeit' }, 'fail'],
    ['no weekends', { text: 'Free weekends. You work Monday to Friday.' }, 'pass'],
    ['no weekends', { text: 'You work every second weekend.' }, 'fail'],
    ['no weekends', { text: 'Home every weekend.' }, 'pass'],
    ['no weekends', { text: 'We share marking weekends and cake.' }, 'pass'],
    ['keine Wochenenden', { text: 'Bereitschaft zu Wochenenddiensten' }, 'fail'],
    ['no travel', { posting: { industry: 'Travel software' } }, 'pass'],
    ['no travel', { text: 'Willingness to travel every day' }, 'fail'],
    ['no nights', { posting: at('Night Bus Library') }, 'pass'],
    ['no on-call', { text: 'Join an on-call rotation' }, 'fail'],
    // Who works with agencies is none.
    ['no agencies', { text: 'You brief our agencies.' }, 'pass'],
    ['no agencies', { posting: at('Bright Staffing Ltd') }, 'fail'],
    ['no agencies', { text: 'On behalf of our client, a hospital, we seek a nurse.' }, 'fail'],
    // What employers write to agencies says that they are none.
    ['no agencies', { text: 'No agencies please.' }, 'pass'],
    ['keine Zeitarbeit', { text: 'Einsatz im Wege der Arbeitnehmerüberlassung' }, 'fail'],
    ['no Examplecorp', { posting: at('Examplecorp GmbH') }, 'fail'],
    ['no Examplecorp', { posting: at('Example Hospital') }, 'pass'],
    ['no PHP', { posting: { title: 'PHP developer' } }, 'fail'],
    ['not in Leeds', { posting: leeds }, 'fail'],
    ['not in Leeds', { text: 'Our head office is in Leeds.' }, 'pass'],
  ])('%s', (sentence, about, result) => {
    expect(results(sentence, about).map((one) => one.split(' ')[1])).toEqual([result])
  })

  test('by what the posting asks for', () => {
    const target = readTarget('no nights')
    const text = 'Bereitschaft zu Nacht- und Wochenenddiensten'
    const detail = { mode: 'all' as const, terms: ['nights', 'weekends'], years: null, level: null }
    const about = { posting: aPosting({ title: 'Nurse' }), title: 'Nurse', postingText: text }
    const span: [number, number] = [0, text.length]
    const found = (['must', 'nice'] as const).map((tier) => {
      const requirement = { id: 'r1', text, span, kind: 'schedule' as const }
      return ownGates([target], { ...about, requirements: [{ ...requirement, tier, detail }] })[0]?.result
    })
    expect(found).toEqual(['fail', 'pass'])
  })

  test('is told with the words that show it', () => {
    const [gate] = judge('no night shifts', { text: 'The job\n- Night shifts on rotation' })
    expect(gate?.reason).toBe('You ruled out night shifts; the posting says “Night shifts on rotation”.')
  })
})

describe('several targets', () => {
  test('one that fits is enough', () => {
    expect(results(['remote', 'Nurse in Leeds'], { posting: leeds })).toEqual(['location pass'])
  })

  test('one for another kind of work lets nothing through', () => {
    const sentences = ['Nurse, remote', 'Truck driver in Leeds']
    expect(results(sentences, { posting: leeds })).toEqual(['location fail'])
  })

  test('one without conditions is satisfied by any posting of its kind', () => {
    expect(results(['Nurse, remote', 'Nurse'], { posting: leeds })).toEqual([])
  })
})

describe('a score', () => {
  const resume = aResume({
    work: [{ name: 'Example', position: 'Nurse', startDate: '2020-01' }],
    skills: ['nursing'],
  })
  const text = 'Requirements\n- Nursing diploma\n- Wound care'
  const score = (postingText: string, ...sentences: string[]) => {
    const posting = aPosting({ title: 'Nurse', descriptionText: postingText, ...leeds })
    const requirements = extractRequirements({ posting, text: postingText })
    const targets = sentences.map((sentence) => readTarget(sentence))
    const today = new Date('2026-01-01')
    return scorePosting({ ...resume, requirements, posting, postingText, today, targets })
  }

  test('by targets without conditions is the one without targets', () => {
    expect(score(text, 'Nurse')).toEqual(score(text))
  })

  test('where a condition of their own is not met is blocked, and says whose it is and what to change', () => {
    const { verdict, verdictWords, score: points, rubricVersion } = score(text, 'Nurse, remote')
    expect(verdict).toBe('blocked')
    expect(verdictWords).toBe(
      'Not what you look for: You look for remote work; this one is on site in Leeds. If that is fine with you, change or pause the target.',
    )
    expect(points).toBeLessThan(score(text).score ?? 0)
    expect(rubricVersion).not.toBe(score(text).rubricVersion)
  })

  test('where all are met is the one without targets', () => {
    const { score: points, verdict, verdictWords } = score(text)
    expect(score(text, 'Nurse in Leeds')).toMatchObject({ score: points, verdict, verdictWords })
  })

  test('of nothing is still none, and says what is against it', () => {
    const result = score('Come and see us.', 'Nurse, remote')
    expect(result).toMatchObject({
      score: null,
      verdict: 'cant_tell',
      gates: [{ result: 'fail', own: true }],
    })
    expect(result.verdictWords).toContain('this one is on site in Leeds')
  })
})

describe('the mark of conditions', () => {
  const mark = (...sentences: string[]) => conditionsMark(sentences.map((sentence) => readTarget(sentence)))

  test('is absent where there is no condition', () => {
    expect([mark(), mark('Nurse')]).toEqual(['', ''])
  })

  test('is the same for the same conditions in any order and words, another for others', () => {
    expect(mark('Nurse, remote', 'Carer in Leeds')).toBe(mark('Carer in Leeds', 'Nurse – remote!'))
    expect(mark('Nurse, remote')).not.toBe(mark('Nurse, hybrid'))
  })
})
