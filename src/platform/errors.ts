/**
 * One error shape for everything a person or caller can cause. Domains list their codes in an
 * isomorphic errors.ts (code → kind); the boundary turns a DomainError into tRPC, REST or exit codes.
 */
export type ErrorKind =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'unsupported_media'
  | 'unprocessable'
  | 'too_many_requests'
  | 'unavailable'

/** Code → kind and the plain words a person sees, unless the throw site knows better ones. */
export type ErrorTable = Record<string, { kind: ErrorKind; words: string; isTemporary?: true }>

export interface DomainErrorInit {
  code: string
  kind: ErrorKind
  /** For the log: what happened, with ids. */
  message: string
  /** For the person: what happened and what to do. */
  userMessage: string
  /** Machine-readable details that are safe to show. */
  data?: Record<string, unknown>
  cause?: unknown
  /** It heals by itself: a job that meets it is tried again. */
  isTemporary?: boolean
}

export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: string
  readonly kind: ErrorKind
  readonly userMessage: string
  readonly data: Record<string, unknown>
  readonly isTemporary: boolean

  constructor(init: DomainErrorInit) {
    super(init.message, { cause: init.cause })
    this.code = init.code
    this.kind = init.kind
    this.userMessage = init.userMessage
    this.data = init.data ?? {}
    this.isTemporary = init.isTemporary ?? false
  }
}

type FailDetail = { message?: string; userMessage?: string; data?: Record<string, unknown>; cause?: unknown }

/**
 * Binds a domain's error table: `const fail = failWith(resumeErrors)`, then
 * `throw fail('resume_encrypted', { data: { fileName } })`.
 */
export function failWith<T extends ErrorTable>(table: T) {
  return (code: keyof T & string, detail: FailDetail = {}): DomainError => {
    const entry = table[code]
    if (!entry) throw new TypeError(`Unknown error code ${code}`)
    return new DomainError({
      code,
      kind: entry.kind,
      message: detail.message ?? entry.words,
      userMessage: detail.userMessage ?? entry.words,
      ...(detail.data ? { data: detail.data } : {}),
      isTemporary: entry.isTemporary ?? false,
      cause: detail.cause,
    })
  }
}
