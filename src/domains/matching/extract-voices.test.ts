import { describe, expect, test } from 'vitest'
import { extractRequirements } from './extract-requirements.ts'
import { aPosting } from './testing/samples.ts'

const short = (text: string) =>
  extractRequirements({ posting: aPosting({ descriptionText: text }), text }).map(
    ({ tier, kind, text: quote }) => `${tier} ${kind}: ${quote}`,
  )
const asked = (item: string) => short(`Requirements\n- ${item}`)

describe('list marks are told from the document', () => {
  test.each([
    ['emoji', '✏️ ', '✏️ '],
    ['arrows', '→ ', '→ '],
    ['tildes', '~ ', '~ '],
    ['letters', 'a) ', 'b) '],
    ['Roman numerals', '(i) ', '(ii) '],
    ['numbers', '1. ', '2. '],
    ['tabs', '\t', '\t'],
  ])('%s', (_, first, second) => {
    expect(
      short(`The ideal candidate\n${first}Glazing bead fitting\n${second}Clean driving licence\n`),
    ).toEqual(['must skill: Glazing bead fitting', 'must licence: Clean driving licence'])
  })

  test('a last item set off by a mark of its own softens only itself', () => {
    const text = 'What you need\n✏️ Degree in maths or physics\n✏️ Patient\n🌟 Bonus: examining experience'
    expect(short(text)).toEqual([
      'must education: Degree in maths or physics',
      'must skill: Patient',
      'nice skill: examining experience',
    ])
  })
})

describe('coordinated items come apart', () => {
  test.each([
    ['Chisels, mallets and hand planes', ['Chisels', 'mallets', 'hand planes']],
    ['Honest, early riser', ['Honest', 'early riser']],
    ['Unvented cylinders and underfloor heating', ['Unvented cylinders', 'underfloor heating']],
    [
      'Degree in law, 2 years in probate, full driving licence',
      ['Degree in law', '2 years in probate', 'full driving licence'],
    ],
    ['A driving licence and use of a van', ['A driving licence', 'use of a van']],
    ['Dominio de Contaplus y A3 Nómina', ['Dominio de Contaplus', 'A3 Nómina']],
  ])('%s', (item, quotes) => {
    expect(asked(item).map((line) => line.replace(/^.*?: /, ''))).toEqual(quotes)
  })

  test.each([
    'Ability to plan and deliver swimming lessons',
    'Strong written and verbal communication',
    'Planning, organising and running events',
    'Scaffolding, hoists or similar access equipment',
    'Degree in physics, engineering or a related subject',
    'Ausbildung zum Maschinen- und Anlagenführer',
    'Two years in probate and trusts',
    'Excellent communication and presentation skills',
    'Experience shearing, grading and baling wool',
    'Presenting results to farmers, clients and suppliers',
    'Time served with Amada, Trumpf or similar press brakes',
  ])('%s stays whole', (item) => {
    expect(asked(item)).toHaveLength(1)
  })

  test('each with its own kind and tier', () => {
    expect(
      asked('2 years in a nursery, paediatric first aid, Makaton, forest school training (preferred)'),
    ).toEqual([
      'must experience_years: 2 years in a nursery',
      'must certificate: paediatric first aid',
      'must skill: Makaton',
      'nice skill: forest school training (preferred)',
    ])
    expect(short('Requirements\nKiln firing and slip casting are desirable.')).toEqual([
      'nice skill: Kiln firing',
      'nice skill: slip casting are desirable',
    ])
    expect(asked('Buenas referencias, inglés deseable')).toEqual([
      'must skill: Buenas referencias',
      'nice language: inglés deseable',
    ])
  })
})

test('items of one list stay several, even where one word covers them', () => {
  expect(asked('Callipers, verniers and height gauges')).toHaveLength(3)
})

test('what a labelled line asks ends with its paragraph', () => {
  const text = 'Desirable: welding ticket.\n\nThe forge opened in 1904 and is heated by the furnace.'
  expect(short(text)).toEqual(['nice certificate: welding ticket'])
})

describe('other voices', () => {
  test('questions', () => {
    const text =
      'Do you have at least two years behind a deck oven? Can you laminate dough by hand? ' +
      'Do you hold a Level 2 food hygiene certificate? Are you looking for a change? Then read on.'
    expect(short(text)).toEqual([
      'must experience_years: at least two years behind a deck oven',
      'must skill: laminate dough by hand',
      'must certificate: a Level 2 food hygiene certificate',
    ])
  })

  test('a classified advertisement', () => {
    expect(
      short('Plumber wanted, Cardigan area. Gas Safe reg’d. 5 yrs min. Clean licence. £200/day. Ring Dai.'),
    ).toEqual([
      'must licence: Gas Safe reg’d',
      'must experience_years: 5 yrs min',
      'must licence: Clean licence',
    ])
  })

  test('a table with columns for essential and desirable', () => {
    const text = [
      'Person specification',
      'Attributes | Essential | Desirable',
      'Qualifications | RCVS registered veterinary nurse | Certificate in emergency care',
      'Skills | Placing catheters; radiography | Use of Provet Cloud',
    ].join('\n')
    expect(short(text)).toEqual([
      'must certificate: RCVS registered veterinary nurse',
      'nice certificate: Certificate in emergency care',
      'must skill: Placing catheters',
      'must skill: radiography',
      'nice skill: Use of Provet Cloud',
    ])
  })

  test('a table that marks the column', () => {
    const text =
      'Criteria | Essential | Desirable | Assessed\nKnowledge of weirs | X | | A\nBoat handling | | X | I'
    expect(short(text)).toEqual(['must skill: Knowledge of weirs', 'nice skill: Boat handling'])
  })

  test('letters that mark the tier', () => {
    expect(asked('Experience of bell founding (D)')).toEqual(['nice skill: Experience of bell founding (D)'])
  })

  test('Italian and Dutch', () => {
    const text =
      'Requisiti:\n- Laurea in economia\n- Almeno 3 anni di esperienza in studi professionali\n- Buona conoscenza dell’inglese\n\n' +
      'Wat vragen wij?\n- Minimaal 1 jaar ervaring in een magazijn\n- Heftruckcertificaat\n- Rijbewijs B is een pré'
    expect(short(text).map((line) => line.replace(/:.*$/, ''))).toEqual([
      'must education',
      'must experience_years',
      'must language',
      'must experience_years',
      'must certificate',
      'nice licence',
    ])
  })
})

test.each([
  ['Membership of the Institute of Brewing', 'certificate'],
  ['Working at height card', 'certificate'],
  ['Masernschutznachweis', 'certificate'],
  ['Carné de conducir', 'licence'],
  ['On the HCPC register', 'licence'],
  ['Full New Zealand working rights', 'work_authorization'],
  ['Fluency in a second European language', 'language'],
  ['Certificate IV in Horticulture', 'education'],
  ['Titulación en Enfermería', 'education'],
])('%s is of kind %s', (item, kind) => {
  expect(asked(item).map((line) => line.split(/[ :]/)[1])).toEqual([kind])
})

test.each([
  'Interviews will be held on 3 May.',
  'Closing date: Friday, noon.',
  'We are committed to equality and safeguarding.',
  'Key: A = application, I = interview',
  '£38,000 plus bonus and van',
  'No agencies please',
  "We're looking for an ambitious self-starter to drive growth across Europe.",
])('"%s" asks nothing', (sentence) => {
  expect(short(`Requirements\n- Knots\n\n${sentence}`)).toEqual(['must skill: Knots'])
})
