/**
 * Something the person who starts JobPilot can put right: a setting, a port, a database. Entry points
 * print its message and exit with 1; a stack would only hide the words.
 */
export class StartupError extends Error {
  override readonly name: string = 'StartupError'
}

/** The words for a failed start: ours alone for a StartupError, everything for a bug. */
export function startupErrorText(error: unknown): string {
  if (error instanceof StartupError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
