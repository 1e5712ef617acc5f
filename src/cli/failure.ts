import { TRPCClientError } from '@trpc/client'
import { DomainError } from '../platform/errors.ts'
import { StartupError } from '../platform/startup-error.ts'

/** A failure whose words are for the person at the terminal; no stack is shown. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure'
  readonly exitCode: number
  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Words for stderr; null for a bug of ours, whose stack helps whoever reports it. */
export function failureWords(error: unknown): string | null {
  if (error instanceof CliFailure) return error.message
  if (error instanceof DomainError) return error.userMessage
  if (error instanceof TRPCClientError) return trpcWords(error)
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return systemWords(error, error.code)
  return error instanceof StartupError ? error.message : null
}

function trpcWords(error: TRPCClientError<never>): string {
  const { cause } = error
  if (cause instanceof DomainError) return cause.userMessage
  if (cause instanceof CliFailure) return cause.message
  return error.message
}

function systemWords(error: Error, code: string): string | null {
  const words: Record<string, string> = {
    ENOENT: 'There is no such file',
    EACCES: 'That file may not be read',
    EISDIR: 'That is a folder, not a file',
    ENOTDIR: 'There is no such file',
    ENAMETOOLONG: 'There is no such file',
    ELOOP: 'There is no such file',
  }
  const path = 'path' in error && typeof error.path === 'string' ? `: ${error.path}` : ''
  return words[code] ? `${words[code]}${path}` : null
}
