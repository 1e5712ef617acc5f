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

const fileTroubles: Record<string, string> = {
  EACCES:
    'belongs to another account. Start JobPilot as that account, or set DATA_DIR to a folder of your own.',
  EPERM:
    'belongs to another account. Start JobPilot as that account, or set DATA_DIR to a folder of your own.',
  EROFS: 'lies on a disk that is read-only. Set DATA_DIR to a folder that can be written.',
  ENOSPC: 'lies on a disk that is full. Make room, or set DATA_DIR to a folder elsewhere.',
}

/** A refusal by the file system as words about the folder; any other error as it was. */
export function explainFileError(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words = fileTroubles[code]
  return words === undefined ? error : new StartupError(`${folder} ${words}`, { cause: error })
}
