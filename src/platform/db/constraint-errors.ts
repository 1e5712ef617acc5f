import type { DomainError } from '../errors.ts'

/** Constraint name → the error that a person should see when it refuses a row. */
export type ConstraintErrors = Record<string, (cause: unknown) => DomainError>

/**
 * The domain's word for a refused row, or the error as it was: `catch (error) { throw mapConstraint(error,
 * { users_email_unique: (cause) => fail('email_taken', { cause }) }) }`.
 */
export function mapConstraint(error: unknown, errors: ConstraintErrors): unknown {
  const name = constraintOf(error)
  const make = name !== null && Object.hasOwn(errors, name) ? errors[name] : undefined
  return make ? make(error) : error
}

/** The constraint that Postgres named in a refusal (SQLSTATE class 23), else null. */
export function constraintOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('constraint' in error)) return null
  const { code, constraint } = error
  return typeof code === 'string' && code.startsWith('23') && typeof constraint === 'string'
    ? constraint
    : null
}
