import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { engineerCase, nurseCase } from '../../testing/draft-cases.ts'
import { checkClaims } from './check-claims.ts'
import { composeLetter } from './compose-letter.ts'

const engineer = engineerCase()
const nurse = nurseCase()

function proofOf(text: string, of = engineer): string[] {
  const claims = checkClaims(text, of)
  expect(claims.map(({ reason }) => reason).filter(Boolean)).toEqual([])
  const ids = new Set(claims.flatMap(({ factIds }) => factIds))
  return of.facts.filter(({ id }) => ids.has(id)).map((fact) => fact.text)
}

function reasonsOf(text: string, of = engineer): string[] {
  return checkClaims(text, of).flatMap(({ flagged, reason }) => (flagged && reason ? [reason] : []))
}

describe('what the résumé says is covered, and by which facts', () => {
  test.each([
    ['I work as a Data Engineer at Nordlys Analytics AB.', ['Data Engineer', 'Nordlys Analytics AB']],
    [
      'At Nordlys Analytics I built pipelines in Python.',
      [
        'Nordlys Analytics AB',
        'Built Airflow pipelines in Python that load 4 million meter readings a day',
        'Python',
      ],
    ],
    [
      'I loaded 4,000,000 meter readings a day.',
      ['Built Airflow pipelines in Python that load 4 million meter readings a day'],
    ],
    [
      'I loaded four million meter readings a day.',
      ['Built Airflow pipelines in Python that load 4 million meter readings a day'],
    ],
    [
      'I cut warehouse costs by thirty percent.',
      ['Cut warehouse costs by 30% by moving batch jobs to spot instances'],
    ],
    ['I joined Kvist Systems in August 2017 and stayed until 2021.', ['Kvist Systems', '08/2017', '02/2021']],
    ['Since March 2021 I have worked at Nordlys Analytics AB.', ['Mar 2021', 'Nordlys Analytics AB']],
    ['I spent three years at Kvist Systems.', ['Kvist Systems', '08/2017', '02/2021']],
    ['I have worked for more than nine years.', ['Mar 2021', 'Present', '08/2017', '02/2021']],
    ['I hold a bachelor’s degree in computer science.', ['BSc', 'Computer Science']],
    ['My degree in Computer Science served me well.', ['BSc']],
    [
      'In almost six years at Nordlys Analytics AB I have learned a lot.',
      ['Nordlys Analytics AB', 'Mar 2021'],
    ],
    ['I speak Swedish natively and English at C1 level.', ['Swedish (native)', 'English (C1)']],
    ['I am an AWS Certified Developer.', ['AWS Certified Developer']],
    ['I speak Swedish and English at level C1.', ['Swedish (native)', 'English (C1)']],
  ])('%s', (text, expected) => {
    expect(proofOf(text)).toEqual(expect.arrayContaining(expected))
  })
})

describe('what the résumé does not say is flagged', () => {
  test.each([
    ['a changed number', 'I led a team of 5 engineers.', '5 engineer'],
    ['a spelled-out number', 'I led a team of forty engineers.', 'forty engineer'],
    ['digits of another script', 'I led a team of ٥ engineers.', '٥ engineer'],
    ['a thousands separator', 'I loaded 40,000,000 meter readings a day.', '40,000,000'],
    ['a number from another context', 'I managed 30 people.', '30 people'],
    ['another unit', 'I cut warehouse costs by 30 euros.', '30 euros'],
    ['"more than" added', 'I led a team of more than 4 engineers.', '4'],
    ['a multiple', 'I doubled revenue.', 'doubled'],
    ['an unknown employer', 'I joined Globex in 2021.', 'Globex'],
    [
      'an unknown organisation in lower case of the posting',
      'I have worked at Brightwater Energy.',
      'Brightwater Energy',
    ],
    ['an accomplishment of another employer', 'At Kvist Systems I led a team of 4 engineers.', 'Nordlys'],
    [
      'the same, without a number',
      'At Kvist Systems I cut costs by moving warehouse batch jobs to spot instances.',
      'Nordlys',
    ],
    ['a title of another employer', 'I was a Data Engineer at Kvist Systems.', 'Data Engineer'],
    ['a raised title', 'I work as a Senior Data Engineer at Nordlys Analytics AB.', 'Senior Data Engineer'],
    ['a title raised in lower case', 'I am a lead data engineer.', 'lead data engineer'],
    [
      'a title without what lowers it',
      'I worked as a Software Developer at Kvist Systems.',
      'Software Developer',
    ],
    ['an invented title', 'I was promoted to Head of Data.', 'Head of Data'],
    [
      'the title applied for, as if held',
      'As Senior Data Engineer I built pipelines.',
      'Senior Data Engineer',
    ],
    ['a skill', 'I have used Rust.', 'Rust'],
    ['a skill of the posting', 'I run Kubernetes clusters.', 'Kubernetes'],
    ['a year', 'Since 2020 I have worked at Nordlys Analytics AB.', '2020'],
    ['a month', 'I joined Nordlys Analytics AB in April 2021.', 'April 2021'],
    ['an end told as a start', 'Since February 2021 I have worked at Kvist Systems.', 'February 2021'],
    ['too long a time', 'I spent five years at Kvist Systems.', 'five years'],
    ['too long a time with a skill', 'I have ten years of experience with Python.', 'ten years'],
    ['a higher degree', 'I hold a Master of Science.', 'Master of Science'],
    ['a degree in another subject', 'I hold a BSc in Physics.', 'Physics'],
    ['a doctorate', 'I hold a PhD.', 'PhD'],
    ['a certificate', 'I am a certified Kubernetes administrator.', 'certified'],
    ['a language', 'I speak French.', 'French'],
    ['a higher level of a language', 'I speak native English.', 'English'],
    ['an employer at the start of the sentence', 'Globex hired me as a Data Engineer.', 'Globex'],
    ['an employer behind a denial', 'I never missed a deadline at Globex.', 'Globex'],
    ['a skill behind a denial of something else', 'I never stopped using Rust.', 'Rust'],
    [
      'the title applied for, as if held',
      'I have the position of Senior Data Engineer.',
      'Senior Data Engineer',
    ],
    [
      'the organisation applied to, as if worked for',
      'I would stress that at Brightwater Energy I built pipelines.',
      'Brightwater',
    ],
    ['what the posting asks for, as if offered', 'You get 5+ years of Kubernetes from me.', 'Kubernetes'],
    ['a hyphenated number word', 'I led a forty-person team.', 'forty'],
    ['a decade', 'I have two decades of experience.', 'decades'],
    ['a fraction', 'I cut half of the costs.', 'half'],
    ['letters that only look alike', 'I work at Nоrdlys Analytics AB.', 'alphabets'],
    ['invisible characters', 'I led a team of 4\u200b0 engineers.', 'invisible'],
  ])('%s: %s', (_, text, named) => {
    expect(reasonsOf(text).join(' ')).toContain(named)
  })

  test('"there" goes on from the employer before it', () => {
    expect(reasonsOf('I worked at Nordlys Analytics AB. There I led a team of 4 engineers.')).toEqual([])
    expect(reasonsOf('I worked at Kvist Systems. There I led a team of 4 engineers.').join()).toContain(
      'Nordlys',
    )
  })

  test.each(['from 3 to 9', 'from 9 to 9'])('numbers in another order: %s', (words) => {
    expect(reasonsOf('I reduced pressure ulcers from 9 to 3 a year.', nurse)).toEqual([])
    expect(reasonsOf(`I reduced pressure ulcers ${words} a year.`, nurse).join()).toContain('order')
  })

  test('a skill that the résumé denies proves nothing', () => {
    const denied = {
      ...engineer,
      facts: engineer.facts.map((fact) =>
        fact.text === 'Docker'
          ? { ...fact, kind: 'summary' as const, text: 'No experience with Docker' }
          : fact,
      ),
    }
    expect(reasonsOf('I use Docker.', engineer)).toEqual([])
    expect(reasonsOf('I use Docker.', denied).join()).toContain('Docker')
  })

  test('a removed fact proves nothing', () => {
    const removed = {
      ...engineer,
      facts: engineer.facts.map((fact) =>
        fact.text === 'Docker' ? { ...fact, state: 'removed' as const } : fact,
      ),
    }
    expect(reasonsOf('I use Docker.', removed).join()).toContain('Docker')
  })
})

describe('what says nothing of the person needs no fact', () => {
  test.each([
    'I am applying for the position of Senior Data Engineer at Brightwater Energy.',
    'You ask for Kubernetes and 5+ years of experience with Python.',
    'I have not worked with Terraform yet.',
    'Terraform is not on my résumé yet.',
    'I look forward to joining Brightwater Energy.',
    'What draws me to Brightwater Energy is the mix of data and energy.',
    'The Senior Data Engineer role combines what I like most.',
    'I am a quick learner and a good communicator.',
    'I would be keen to learn Kubernetes.',
  ])('%s', (text) => {
    const claims = checkClaims(text, engineer)
    expect(claims).toMatchObject([{ factIds: [], flagged: false, span: [0, text.length] }])
  })

  test('a posting clause may only repeat the posting', () => {
    expect(reasonsOf('You ask for 19 years of experience.').join()).toContain('19 years')
  })

  test('plain sentences are no claims', () => {
    expect(
      checkClaims('Dear hiring team,\n\nI would be glad to tell you more.\n\nKind regards,', engineer),
    ).toEqual([])
    expect(checkClaims('', engineer)).toEqual([])
  })
})

describe('mutations of a valid letter', () => {
  const replaceOnce = (text: string, from: string, to: string) => {
    expect(text).toContain(from)
    return text.replace(from, to)
  }
  const flags = (text: string, of: typeof engineer) => checkClaims(text, of).filter(({ flagged }) => flagged)

  test.each([
    ['engineer', engineer],
    ['nurse', nurse],
  ] as const)('the letter of the %s is valid itself', (_, of) => {
    expect(flags(composeLetter(of).text, of)).toEqual([])
  })

  test('any other digit in any number is flagged', () => {
    const letters = [engineer, nurse].map((of) => ({ of, text: composeLetter(of).text }))
    fc.assert(
      fc.property(
        fc.constantFrom(...letters),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        ({ of, text }, pick, shift) => {
          const places = Array.from(text.matchAll(/\d/g), ({ index }) => index)
          const at = places[pick % places.length] ?? 0
          const changed = text.slice(0, at) + ((Number(text[at]) + shift) % 10) + text.slice(at + 1)
          expect(flags(changed, of).length, changed.slice(at - 30, at + 30)).toBeGreaterThan(0)
        },
      ),
      { numRuns: 150 },
    )
  })

  test.each(['Senior', 'Lead', 'Principal', 'Chief', 'Head'])('a title raised by %s is flagged', (word) => {
    expect(
      flags(
        replaceOnce(composeLetter(engineer).text, 'a Data Engineer', `a ${word} Data Engineer`),
        engineer,
      ),
    ).not.toEqual([])
    expect(
      flags(
        replaceOnce(composeLetter(nurse).text, 'a Healthcare Assistant', `a ${word} Healthcare Assistant`),
        nurse,
      ),
    ).not.toEqual([])
  })

  test('swapped employers are flagged', () => {
    const swapped = composeLetter(engineer)
      .text.replaceAll('Nordlys Analytics AB', '@')
      .replaceAll('Kvist Systems', 'Nordlys Analytics AB')
      .replaceAll('@', 'Kvist Systems')
    expect(flags(swapped, engineer).length).toBeGreaterThanOrEqual(3)
  })

  test.each(['Rust', 'Kubernetes', 'Salesforce', 'forklift', 'payroll', 'Scala', 'phlebotomy'])(
    '%s added to a list is flagged',
    (skill) => {
      expect(
        flags(replaceOnce(composeLetter(engineer).text, 'Python, SQL', `Python, ${skill}, SQL`), engineer),
      ).not.toEqual([])
    },
  )

  test.each(['PhD', 'MBA', 'Master of Science', 'doctorate'])(
    '%s in place of the degree is flagged',
    (degree) => {
      expect(flags(replaceOnce(composeLetter(engineer).text, 'a BSc', `a ${degree}`), engineer)).not.toEqual(
        [],
      )
    },
  )
})

test('any text: exact spans in order, no exception', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      'Nordlys Analytics AB',
      ' as a ',
      'Senior',
      ' 4 ',
      '. ',
      '\n\n',
      'You ask for ',
      'BSc in ',
      ' since 2021',
      '–',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      let reached = 0
      for (const { span, flagged, reason } of checkClaims(text, engineer)) {
        expect(span[0]).toBeGreaterThanOrEqual(reached)
        expect(span[1]).toBeLessThanOrEqual(text.length)
        expect(flagged).toBe(reason !== null)
        reached = span[1]
      }
    }),
    { numRuns: 200 },
  )
})
