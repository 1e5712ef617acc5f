import { expect, test } from 'vitest'
import { deriveKey } from '../../../platform/auth/derive-key.ts'
import { openSecret, sealSecret } from './sealed-secret.ts'

const key = deriveKey('a secret of this installation', 'second step')
const secret = Buffer.from('twenty secret bytes!')
const seal = () => sealSecret(secret, { key, owner: 'ada', nonce: Buffer.alloc(12, 7) })

test('opens for its owner with its key, and shows nothing of the secret', () => {
  expect(openSecret(seal(), { key, owner: 'ada' })).toEqual(secret)
  expect(Buffer.from(seal().slice(3), 'base64url').includes(secret)).toBe(false)
})

test('does not open for another owner, with another key, changed, cut or as something else', () => {
  const sealed = seal()
  const changed = sealed.slice(0, 20) + (sealed[20] === 'A' ? 'B' : 'A') + sealed.slice(21)
  expect(openSecret(sealed, { key, owner: 'eve' })).toBeNull()
  expect(openSecret(sealed, { key: deriveKey('another', 'second step'), owner: 'ada' })).toBeNull()
  for (const text of [changed, sealed.slice(0, -4), sealed.slice(0, 12), 'v1.', '', 'v2.abc'])
    expect(openSecret(text, { key, owner: 'ada' })).toBeNull()
})

test('keys for different purposes have nothing in common', () => {
  expect(deriveKey('one', 'a')).not.toEqual(deriveKey('one', 'b'))
  expect(deriveKey('one', 'a')).toEqual(deriveKey('one', 'a'))
})
