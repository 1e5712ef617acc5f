import { Secret, TOTP } from 'otpauth'
import { systemClock, type Clock } from '../platform/clock.ts'
import type { Person } from './app.ts'

/** A clock that is set forward; what Postgres and libraries ask the machine goes on as it is. */
export function createSettableClock(): Clock & { forward(seconds: number): void } {
  let shiftMs = 0
  return {
    ...systemClock,
    now: () => new Date(Date.now() + shiftMs),
    forward: (seconds) => {
      shiftMs += seconds * 1_000
    },
  }
}

export interface Authenticator {
  /** The code of this half minute. */
  code(): string
  /** A code of no half minute around now. */
  wrong(): string
  backupCodes: string[]
}

/** Turns the second step on for somebody, with a code of the half minute before: this one's is still to be used. */
export async function setUpSecondStep(
  { client }: Person,
  clock: Pick<Clock, 'now'> = systemClock,
): Promise<Authenticator> {
  const { secret } = await client.secondStep.begin.mutate()
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const codeAt = (shift: number) => totp.generate({ timestamp: clock.now().getTime() + shift * 30_000 })
  const { backupCodes } = await client.secondStep.confirm.mutate({ code: codeAt(-1) })
  const near = () => [-2, -1, 0, 1, 2].map(codeAt)
  const candidates = ['000000', '111111', '222222', '333333', '444444', '555555']
  return {
    code: () => codeAt(0),
    wrong: () => candidates.find((code) => !near().includes(code)) ?? '',
    backupCodes,
  }
}
