import { expect, test } from 'vitest'
import { recogniseSkills } from './recognise-skills.ts'

const names = (text: string) => [...new Set(recogniseSkills(text).map((mention) => mention.skill))]

test.each([
  ['Experience with R, Python and SQL', ['r', 'python', 'sql']],
  ['Go, Rust and C++', ['go', 'rust', 'c++']],
  ['You write services in Go.', ['go']],
  ['You will write Go every day', ['go']],
  ['You shipped production React for years', ['react']],
  ['C/C++ on embedded Linux', ['c', 'c++', 'linux']],
  ['C# and .NET Core', ['c#', '.net']],
  ['ASP.NET developer', ['.net']],
  ['Advanced Excel skills', ['microsoft excel']],
  ['Word, Excel, PowerPoint', ['microsoft word', 'microsoft excel', 'powerpoint']],
  ['Strong knowledge of Swift and UIKit', ['swift', 'ios development']],
  ['Spark jobs on AWS', ['apache spark', 'aws']],
  ['Node.js with Express, React', ['node.js', 'express', 'react']],
  ['Krankenpflege auf der Intensivstation', ['nursing', 'intensive care nursing']],
  ['Erfahrung mit der Kommissionierung und dem Gabelstapler', ['order picking', 'forklift driving']],
  ['préparation de commandes', ['order picking']],
])('finds the skills in: %s', (text, expected) => {
  expect(names(text)).toEqual(expected)
})

test.each([
  'You excel at building relationships',
  'Go above and beyond for our guests',
  'C-level stakeholders expect it',
  'Our R&D department',
  'A swift response is expected',
  'You can express your ideas',
  'Spark joy in every visitor',
  'Must hold a Class C licence',
  'Access to a company car',
  'React to changing priorities',
  'In other words, word of mouth',
  'Rust belt towns',
  'You will go far here',
  'ready to go',
])('finds no everyday word: %s', (text) => {
  const ambiguous = [
    'r',
    'go',
    'c',
    'swift',
    'express',
    'apache spark',
    'microsoft access',
    'react',
    'microsoft word',
    'microsoft excel',
    'rust',
  ]
  expect(names(text).filter((name) => ambiguous.includes(name))).toEqual([])
})

test.each([
  ['a calm and security environment', 'investment analysis'],
  ['Cert IV in Landscape Design', 'iv therapy'],
  ['Safe Pass card', 'safe'],
  ['Site induction card', 'onboarding'],
  ['electronic filing', 'electronics'],
])('in “%s” nothing is meant but what is said', (text, falseFriend) => {
  expect(names(text)).not.toContain(falseFriend)
})

test.each([
  ['SAFe and Scrum', 'safe'],
  ['IV cannulation', 'iv therapy'],
  ['Staff inductions and induction', 'onboarding'],
  ['Electronics repair', 'electronics'],
])('“%s” means the skill', (text, skill) => {
  expect(names(text)).toContain(skill)
})

test('a mention is a whole word and its span holds exactly what was written', () => {
  const text = 'JavaScript, Java, Scalable systems; goal: good.'
  for (const { span } of recogniseSkills(text)) expect(['JavaScript', 'Java']).toContain(text.slice(...span))
  expect(names(text)).toEqual(['javascript', 'java'])
})
