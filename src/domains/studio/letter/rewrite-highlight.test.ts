import { expect, test } from 'vitest'
import { articleFor, rewriteHighlight } from './rewrite-highlight.ts'

test.each([
  // while it goes on, afterwards
  ['Led team of 5 nurses', 'led a team of 5 nurses', 'led a team of 5 nurses'],
  [
    'Manage the night shift and plan rotas',
    'manage the night shift and plan rotas',
    'managed the night shift and planned rotas',
  ],
  [
    'Oversees daily operations and trains new staff.',
    'oversee daily operations and train new staff',
    'oversaw daily operations and trained new staff',
  ],
  ['Responsible for SAP FI', 'am responsible for SAP FI', 'was responsible for SAP FI'],
  [
    'Successfully negotiated 14 contracts',
    'successfully negotiated 14 contracts',
    'successfully negotiated 14 contracts',
  ],
  [
    'Promoted to shift lead within 6 months',
    'was promoted to shift lead within 6 months',
    'was promoted to shift lead within 6 months',
  ],
  ['• Rewired 40 homes;', 'rewired 40 homes', 'rewired 40 homes'],
])('%s becomes a clause after "I"', (text, ongoing, ended) => {
  expect(rewriteHighlight(text, true)).toEqual({ kind: 'clause', text: ongoing })
  expect(rewriteHighlight(text, false)).toEqual({ kind: 'clause', text: ended })
})

test.each([
  ['Preparation of monthly accounts for 30 clients', 'preparation of monthly accounts for 30 clients'],
  ['Patient care on a 20-bed ward', 'patient care on a 20-bed ward'],
  ['Managing the till', 'managing the till'],
  ['SQL reporting', 'SQL reporting'],
  ['Python scripting for reports', 'Python scripting for reports'],
  [
    'Personal care for 34 residents: washing, dressing; took them out',
    'personal care for 34 residents: washing, dressing',
  ],
  ['Counter service, stock, cash handling', 'counter service, stock, cash handling'],
])('%s stays a noun phrase', (text, expected) => {
  expect(rewriteHighlight(text, false)).toEqual({ kind: 'nominal', text: expected })
})

test.each([
  'Lead engineer for the M4 project',
  'Python | SQL | dbt',
  'Support desk, second line',
  'Member of the works council',
  'Top seller of running shoes',
  'Practice assessor for student nurses',
  'Invited journal extension in print',
  '5 direct reports',
])('%s is too risky to rewrite and is quoted as it stands', (text) => {
  expect(rewriteHighlight(text, false)).toEqual({ kind: 'quote', text })
})

test.each([
  ['Engineer', 'an'],
  ['Nurse', 'a'],
  ['SRE', 'an'],
  ['UX Designer', 'a'],
  ['University Lecturer', 'a'],
  ['HR Manager', 'an'],
])('%s takes %s', (word, article) => {
  expect(articleFor(word)).toBe(article)
})
