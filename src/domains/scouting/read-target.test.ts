import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { occupationVocabulary } from '../matching/occupations-vocabulary.ts'
import { readTarget } from './read-target.ts'

/** What was read, without what is empty and where it stands. */
function read(sentence: string): Record<string, unknown> {
  const { parts: _parts, where: _where, places, ...fields } = readTarget(sentence)
  const named = Object.entries(fields).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== null,
  )
  return {
    ...Object.fromEntries(named),
    ...(places.length > 0 ? { places: places.map((place) => place.raw) } : {}),
  }
}

/** "remote@the EU": each way and place of which one is enough. */
function where(sentence: string): string[] {
  return readTarget(sentence).where.map(
    ({ workplaceTypes, place }) => `${workplaceTypes.join('+') || 'any'}@${place?.raw ?? '*'}`,
  )
}

const year = (value: number, currency: string | null = 'EUR') => ({ value, currency, unit: 'YEAR' })

describe('a whole sentence', () => {
  test.each<[string, object]>([
    [
      'Backend or platform engineer, remote in the EU or Berlin on site, from 70k EUR, no agencies, full time',
      {
        titles: ['Backend engineer', 'platform engineer'],
        places: ['the EU', 'Berlin'],
        workplaceTypes: ['remote', 'onsite'],
        minSalary: year(70_000),
        employmentTypes: ['FULL_TIME'],
        exclude: ['agencies'],
      },
    ],
    ['nurse in Leeds', { titles: ['nurse'], places: ['Leeds'] }],
    ['Teilzeit', { employmentTypes: ['PART_TIME'] }],
    [
      'Pflegefachkraft in Teilzeit in München oder Augsburg, ab 3.200 € brutto im Monat, keine Nachtschichten, keine Zeitarbeit',
      {
        titles: ['Pflegefachkraft'],
        places: ['München', 'Augsburg'],
        employmentTypes: ['PART_TIME'],
        minSalary: { value: 3_200, currency: 'EUR', unit: 'MONTH' },
        exclude: ['Nachtschichten', 'Zeitarbeit'],
      },
    ],
    [
      'Je cherche un poste d’infirmière à Lyon, temps partiel, pas de nuits, à partir de 2200 € par mois',
      {
        titles: ['infirmière'],
        places: ['Lyon'],
        employmentTypes: ['PART_TIME'],
        minSalary: { value: 2_200, currency: 'EUR', unit: 'MONTH' },
        exclude: ['nuits'],
      },
    ],
    [
      'Busco trabajo de cocinero en Madrid o Toledo, jornada completa, sin fines de semana',
      {
        titles: ['cocinero'],
        places: ['Madrid', 'Toledo'],
        employmentTypes: ['FULL_TIME'],
        exclude: ['fines de semana'],
      },
    ],
    [
      'cerco lavoro come cameriere a Roma, tempo pieno',
      { titles: ['cameriere'], places: ['Roma'], employmentTypes: ['FULL_TIME'] },
    ],
    ['Enfermeira em Lisboa, sem noites', { titles: ['Enfermeira'], places: ['Lisboa'], exclude: ['noites'] }],
    [
      'Senior data engineer or data scientist, remote anywhere in Europe, at least €80,000 a year, no crypto or gambling companies',
      {
        titles: ['data engineer', 'data scientist'],
        places: ['Europe'],
        workplaceTypes: ['remote'],
        minSalary: year(80_000),
        seniority: 'senior',
        exclude: ['crypto', 'gambling'],
      },
    ],
    [
      'Ich suche eine Stelle als Erzieherin im Raum Köln, 30 Stunden pro Woche, unbefristet',
      {
        titles: ['Erzieherin'],
        places: ['Köln'],
        employmentTypes: ['PART_TIME'],
        excludedEmploymentTypes: ['CONTRACTOR', 'TEMPORARY'],
      },
    ],
    [
      'Freelance UX designer, English or German speaking, worldwide',
      {
        titles: ['UX designer'],
        employmentTypes: ['CONTRACTOR'],
        languages: ['en', 'de'],
        places: ['worldwide'],
      },
    ],
  ])('%s', (sentence, expected) => {
    expect(read(sentence)).toEqual(expected)
  })
})

describe('jobs', () => {
  test.each<[string, string[]]>([
    ['Backend- oder Frontend-Entwickler', ['Backend-Entwickler', 'Frontend-Entwickler']],
    ['Backend, platform or data engineer', ['Backend engineer', 'platform engineer', 'data engineer']],
    ['Développeur backend ou frontend', ['Développeur backend', 'Développeur frontend']],
    ['Nurses and carers in Bradford', ['Nurses', 'carers']],
    ['Sales and marketing manager', ['Sales and marketing manager']],
    ['Head of Marketing in Paris', ['Head of Marketing']],
    ['Verkäufer/in (m/w/d)', ['Verkäufer/in']],
    ['something in data science', ['data science']],
    ['work as a beekeeper', ['beekeeper']],
    ['English teacher', ['English teacher']],
    ['.NET developer', ['.NET developer']],
    ['part-time evenings and weekends barista', ['barista']],
    ['mid or senior React developer', ['React developer']],
  ])('%s', (sentence, titles) => {
    expect(readTarget(sentence).titles).toEqual(titles)
  })

  test('of every trade that matching knows are recognised', () => {
    const lines = occupationVocabulary.split('\n').filter((line) => !line.startsWith('#'))
    const names = lines.flatMap((line) => line.split(/[|,]/)).map((name) => name.trim())
    const jobs = names.filter((name) => name !== '')
    const unread = jobs.filter((name) => readTarget(`${name}, remote`).titles.length === 0)
    expect(unread.length / jobs.length).toBeLessThan(0.03)
  })
})

describe('where and how', () => {
  test.each<[string, string[]]>([
    ['remote in the EU or Berlin on site', ['remote@the EU', 'onsite@Berlin']],
    ['remote or Berlin', ['remote@*', 'any@Berlin']],
    ['Berlin, hybrid', ['hybrid@Berlin']],
    ['Hybrid or on-site in Leeds', ['hybrid@Leeds', 'onsite@Leeds']],
    ['remote in Germany, Austria or Switzerland', ['remote@Germany', 'remote@Austria', 'remote@Switzerland']],
    ['UX designer, Lisbon, Porto or remote within Portugal', ['remote@Portugal', 'any@Lisbon', 'any@Porto']],
    ['not remote', ['hybrid+onsite@*']],
    ['Marketing manager, not remote, London', ['hybrid+onsite@London']],
    ['kein Homeoffice, Hamburg', ['hybrid+onsite@Hamburg']],
    ['Chef de projet à Nantes ou en télétravail', ['remote@*', 'any@Nantes']],
    ['Accountant in Berlin, Germany or Vienna, Austria', ['any@Berlin, Germany', 'any@Vienna, Austria']],
    ['Data engineer in New York, NY or Austin, TX', ['any@New York, NY', 'any@Austin, TX']],
    ['driver near Totnes or Exeter', ['any@Totnes', 'any@Exeter']],
    ['nurse in leeds', ['any@leeds']],
    ['Teacher in Reading', ['any@Reading']],
    ['Koch in Essen', ['any@Essen']],
    ['remote (US only)', ['remote@US']],
    ['remote remote, Berlin Berlin', ['remote@Berlin']],
    ['hybrid or remote but not fully on site', ['hybrid+remote@*']],
  ])('%s', (sentence, expected) => {
    expect(where(sentence)).toEqual(expected)
  })

  test.each(['reading books', 'a nice team', 'start in January', 'Pflege in der Nacht'])(
    'no place in “%s”',
    (words) => {
      expect(readTarget(words).places).toEqual([])
    },
  )

  test('a city is known by its other names, and a part of it by its own', () => {
    const { places } = readTarget('infirmier, Bruxelles, Berlin-Kreuzberg')
    expect(places.map((place) => [place.addressLocality, place.addressCountry])).toEqual([
      ['Bruxelles', 'BE'],
      ['Berlin', 'DE'],
    ])
  })

  test('a place says what is known of it', () => {
    expect(readTarget('nurse in Leeds or Bavaria or Bad Tölz').places).toEqual([
      { raw: 'Leeds', addressLocality: 'Leeds', addressRegion: null, addressCountry: 'GB' },
      { raw: 'Bavaria', addressLocality: null, addressRegion: 'Bavaria', addressCountry: 'DE' },
      { raw: 'Bad Tölz', addressLocality: 'Bad Tölz', addressRegion: null, addressCountry: null },
    ])
  })
})

describe('pay', () => {
  test.each<[string, number, string | null, string]>([
    ['60-70k', 60_000, null, 'YEAR'],
    ['between 50 and 60k GBP', 50_000, 'GBP', 'YEAR'],
    ['60 to 70 thousand pounds', 60_000, 'GBP', 'YEAR'],
    ['€60,000 - €70,000 a year', 60_000, 'EUR', 'YEAR'],
    ['ab 50.000 €', 50_000, 'EUR', 'YEAR'],
    ['mind. 2800 netto im Monat', 2_800, null, 'MONTH'],
    ['nicht unter 45.000 Euro brutto im Jahr', 45_000, 'EUR', 'YEAR'],
    ['no less than $120k', 120_000, 'USD', 'YEAR'],
    ['à partir de 2 200 € par mois', 2_200, 'EUR', 'MONTH'],
    ['desde 30.000 € al año', 30_000, 'EUR', 'YEAR'],
    ['£13.50 an hour', 13.5, 'GBP', 'HOUR'],
    ['at least 12.50 per hour', 12.5, null, 'HOUR'],
    ['£500 per day', 500, 'GBP', 'DAY'],
    ["CHF 90'000", 90_000, 'CHF', 'YEAR'],
    ['salary 55000', 55_000, null, 'YEAR'],
  ])('%s', (sentence, value, currency, unit) => {
    expect(readTarget(sentence).minSalary).toEqual({ value, currency, unit })
    expect(readTarget(`Nurse, ${sentence}, Leeds`).exclude).toEqual([])
  })

  test.each([
    'up to 60k',
    'at least 5 years',
    '40 hours a week',
    'from 2027',
    'within 30 km',
    '100% remote',
    'over 18',
    '80331 München',
    'ab 1.1.2027',
  ])('none in “%s”', (sentence) => {
    expect(readTarget(sentence).minSalary).toBeNull()
  })
})

describe('what is not wanted', () => {
  test.each<[string, object]>([
    ['no night shifts', { exclude: ['night shifts'] }],
    ['no agencies full time remote', { exclude: ['agencies'], employmentTypes: ['FULL_TIME'], workplaceTypes: ['remote'] }],
    ['no agencies or part time', { exclude: ['agencies'], excludedEmploymentTypes: ['PART_TIME'] }],
    ['Warehouse operative not in London, no weekends and no on-call', { titles: ['Warehouse operative'], exclude: ['weekends', 'on-call', 'London'] }],
    ['anything in Hamburg that isn’t sales', { places: ['Hamburg'], exclude: ['sales'] }],
    ['no freelance', { excludedEmploymentTypes: ['CONTRACTOR'] }],
    ['no zero hours contracts', { exclude: ['zero hours contracts'] }],
    ['geen nachtdiensten', { exclude: ['nachtdiensten'] }],
    ['No recruiters. Nurse.', { exclude: ['recruiters'], titles: ['Nurse'] }],
    // Said of the person, not of the job; and what is only limited isn't ruled out.
    ['Nurse, no experience', { titles: ['Nurse'], unread: ['experience'] }],
    ['Nurse, no travel more than 20%', { titles: ['Nurse'], unread: ['travel more than 20%'] }],
    ['not only remote', { workplaceTypes: ['remote'] }],
  ])('%s', (sentence, expected) => {
    expect(read(sentence)).toEqual(expected)
  }) // prettier-ignore
})

test('what is refused is marked as such, whatever it is', () => {
  const { parts } = readTarget('Nurse, not remote, no part time, not in London, no nights')
  expect(parts.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'title Nurse',
    'exclude remote',
    'exclude part time',
    'exclude London',
    'exclude nights',
  ])
})

describe('what is not understood', () => {
  test.each<[string, string[]]>([
    ['asdf qwer zxcv', ['asdf qwer zxcv']],
    ['Nurse in Munich, accommodation provided', ['accommodation provided']],
    ['HGV driver within 30 km of Leeds, home every night', ['30 km', 'home every night']],
    ['Nurse, up to 60k', ['up to 60k']],
  ])('%s: is shown', (sentence, unread) => {
    expect(readTarget(sentence).unread).toEqual(unread)
  })

  test.each(['', '   ', '…', 'I am looking for a job, please'])('nothing in “%s”', (sentence) => {
    expect(read(sentence)).toEqual({})
    expect(readTarget(sentence).parts).toEqual([])
  })
})

describe('any sentence', () => {
  const words = [
    'nurse', 'Backend', 'engineer', 'or', 'and', ',', '.', '/', '-', 'no', 'not', 'keine', 'remote', 'hybrid', 'on site', 'in', 'Berlin', 'the EU',
    'Leeds', '60-70k', '€', 'EUR', 'from', 'ab', 'a month', 'full time', 'Teilzeit', 'senior', 'English speaking', 'nights', '(m/w/d)', '\0', '🙂', 'ß',
    '\uFFFC', '\ud800', '1.000', '99999999999999999999', 'qwertz', 'pas de', 'sin', '(', ')', '%',
  ] // prettier-ignore
  const sentence = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((some) => some.join(' ')),
  )

  test('gives parts that are its slices, in order, none over another', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const { parts } = readTarget(text)
        let end = 0
        for (const part of parts) {
          expect(part.span[0]).toBeGreaterThanOrEqual(end)
          expect(text.slice(...part.span)).toBe(part.text)
          expect(part.text.trim()).not.toBe('')
          end = part.span[1]
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('loses no word that says something', () => {
    const telling = fc.constantFrom('Xylophonspieler', 'zorblax', 'Krümelmonster', 'frobnicate')
    fc.assert(
      fc.property(sentence, telling, sentence, (before, word, after) => {
        const text = `${before} ${word} ${after}`
        const at = before.length + 1
        const { parts } = readTarget(text)
        expect(parts.some(({ span }) => span[0] <= at && at + word.length <= span[1])).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  test('is read in no time, however it is made', () => {
    const nasty = [
      '1'.repeat(500), '1 '.repeat(250), '1.111'.repeat(100), '€ '.repeat(250), 'no '.repeat(166), 'in the '.repeat(71), '- '.repeat(250),
      'from 70k or '.repeat(35), '60-70k '.repeat(71), 'or '.repeat(166), 'A'.repeat(500), 'Ab '.repeat(166), '('.repeat(500), 'remote or '.repeat(50),
    ] // prettier-ignore
    for (const text of nasty) {
      const before = performance.now()
      readTarget(text)
      expect(performance.now() - before, text.slice(0, 20)).toBeLessThan(250)
    }
  })
})
