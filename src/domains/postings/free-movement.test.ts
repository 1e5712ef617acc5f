import { expect, test } from 'vitest'
import { isEuCountry, isEuOrEfta, mayWorkFreely } from './free-movement.ts'

test.each([
  ['DE', 'CH', true],
  ['ES', 'IE', true],
  ['NO', 'PT', true],
  ['IE', 'GB', true],
  ['GB', 'FR', false],
  ['US', 'CA', false],
  ['ch', 'li', true],
  ['AU', 'AU', true],
  ['TR', 'DE', false],
])('from %s to %s: %s, and back', (from, to, free) => {
  expect(mayWorkFreely(from, to)).toBe(free)
  expect(mayWorkFreely(to, from)).toBe(free)
})

test('the Union, and the area beyond it', () => {
  expect(['HR', 'SE', 'CY'].every(isEuCountry)).toBe(true)
  expect(['CH', 'IS', 'GB', 'UA', ''].some(isEuCountry)).toBe(false)
  expect(['CH', 'IS', 'LI', 'NO', 'PL'].every(isEuOrEfta)).toBe(true)
  expect(['GB', 'RS', 'TR'].some(isEuOrEfta)).toBe(false)
})
