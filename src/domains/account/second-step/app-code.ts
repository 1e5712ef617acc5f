import { Secret, TOTP } from 'otpauth'

/** Time-based codes as every authenticator app makes them (RFC 6238): SHA-1, six digits, half a minute. */
const PERIOD = 30
const DIGITS = 6
export const APP_SECRET_BYTES = 20

/** A phone's clock may be a step off. */
const WINDOW = 1

const secretOf = (bytes: Uint8Array): Secret => new Secret({ buffer: Uint8Array.from(bytes).buffer })

/** The secret as one types it and as an address that apps read from a picture. */
export function describeAppSecret(bytes: Uint8Array, email: string): { secret: string; uri: string } {
  const secret = secretOf(bytes)
  const totp = new TOTP({ issuer: 'JobPilot', label: email, secret, digits: DIGITS, period: PERIOD })
  return { secret: secret.base32, uri: totp.toString() }
}

/** The number of the time step that this code belongs to; null when it belongs to none of those around now. */
export function stepOfCode(bytes: Uint8Array, code: string, now: Date): number | null {
  // The library takes any six characters and fails over those that aren't one byte each.
  if (!/^\d{6}$/.test(code)) return null
  const timestamp = now.getTime()
  const settings = { secret: secretOf(bytes), digits: DIGITS, period: PERIOD, timestamp }
  const delta = TOTP.validate({ ...settings, token: code, window: WINDOW })
  return delta === null ? null : TOTP.counter({ period: PERIOD, timestamp }) + delta
}
